-- How far the usage topic has been folded: in the transaction of the fold, so that a record counts once.
create table usage_partition (
    topic_partition text primary key,
    next_offset     bigint not null
);

-- Every usage event that was counted or rejected, by its fingerprint: it counts once, and an hour can be explained.
create table usage_event (
    fingerprint     uuid primary key,
    subscription_id text        not null,
    dimension       text        not null,
    hour            timestamptz not null,
    quantity        numeric     not null check (quantity >= 0),
    rejected_as     text,
    topic_partition text        not null,
    record_offset   bigint      not null
);

create index usage_event_of_an_hour on usage_event (subscription_id, dimension, hour);

-- Whether a subscription's usage may be sent. Follows the events of its meter stream, in their transactions.
create table meter (
    subscription_id         text primary key,
    state                   text        not null check (state in ('running', 'ending', 'closed')),
    product_code            text        not null,
    license_arn             text,
    customer_aws_account_id text,
    customer_identifier     text,
    activated_at            timestamptz not null,
    ending_since            timestamptz,
    deadline                timestamptz,
    -- the last metering record id when nothing was pending any more, empty text if there was none
    settled_with            text
);

create index meter_not_running on meter (state) where state <> 'running';

-- The ledger: one row for what AWS takes one quantity for. Every unit is in exactly one place.
create table metered_hour (
    -- in the order of their bytes, as the service orders them: locks are taken in one order
    subscription_id    text collate "C" not null,
    dimension          text collate "C" not null,
    hour               timestamptz not null,
    state              text        not null default 'open'
        check (state in ('open', 'empty', 'frozen', 'accepted', 'refused', 'expired', 'rejected')),
    stream_version     bigint      not null default 0,
    reported           numeric     not null default 0,
    carried_in         numeric     not null default 0,
    carried_out        numeric     not null default 0,
    expired            numeric     not null default 0,
    rejected           numeric     not null default 0,
    -- what is or was sent, in the place that the state names
    quantity           bigint      not null default 0,
    sent_timestamp     timestamptz,
    product_code       text,
    license_arn        text,
    customer_aws_account_id text,
    customer_identifier text,
    -- the last moment at which AWS takes it, unless the subscription ends before
    wall               timestamptz not null,
    -- attempts; their times are the database's, since they follow the network and not the marketplace
    next_attempt_at    timestamptz not null default '-infinity',
    attempts           int         not null default 0,
    unanswered         int         not null default 0,
    alone              boolean     not null default false,
    last_error         text,
    reason             text,
    metering_record_id text,
    accepted_at        timestamptz,
    traceparent        text,
    primary key (subscription_id, dimension, hour),
    constraint no_negative_place check (
        reported >= 0 and carried_in >= 0 and carried_out >= 0 and expired >= 0 and rejected >= 0 and quantity >= 0),
    constraint every_unit_in_one_place check (
        case when state = 'open' then reported + carried_in >= carried_out + expired + rejected and quantity = 0
             else reported + carried_in = carried_out + expired + rejected + quantity end)
);

create index metered_hour_open on metered_hour (hour) where state = 'open';
create index metered_hour_to_send on metered_hour (next_attempt_at, wall) where state = 'frozen';

-- The token bucket of calls, shared by all replicas of the one account and Region that they meter in.
create table call_budget (
    name        text primary key,
    tokens      double precision not null,
    refilled_at timestamptz      not null
);
