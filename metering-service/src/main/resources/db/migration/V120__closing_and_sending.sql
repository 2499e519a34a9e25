-- Closing. An open hour that has less than a unit, or whose subscription isn't metered now, is not looked at until this moment
-- of the marketplace's time; whoever changes what it waits for sets it back.
alter table metered_hour add column waits_until timestamptz not null default '-infinity';

-- Sending. Frozen with the hour: what AWS is told of tags, and how long its record is. The last moment at which AWS takes it;
-- what goes first (0 a subscription that ends, 1 usage, 2 an idle hour, 3 what AWS has refused before).
alter table metered_hour
    add column allocations  text,
    add column record_bytes int      not null default 500,
    add column send_by      timestamptz,
    add column send_rank    smallint not null default 1,
    add column refused_difference bigint;
update metered_hour set send_by = wall, send_rank = case when alone then 3 else 1 end where state = 'frozen';

drop index metered_hour_open;
drop index metered_hour_to_send;
create index metered_hour_ready on metered_hour (hour) where state = 'open' and waits_until = '-infinity';
create index metered_hour_waiting on metered_hour (waits_until) where state = 'open' and waits_until > '-infinity';
create index metered_hour_queue on metered_hour (send_rank, send_by, subscription_id, dimension, hour)
    where state = 'frozen' and next_attempt_at < 'infinity';
create index metered_hour_queue_of_product
    on metered_hour (product_code, (license_arn is null), send_rank, send_by, subscription_id, dimension, hour)
    where state = 'frozen' and next_attempt_at < 'infinity';
create index metered_hour_pending on metered_hour (wall) where state in ('open', 'frozen');
create index metered_hour_pending_of on metered_hour (subscription_id) where state in ('open', 'frozen');
-- Room for a new version of a row beside the old one: adding usage then touches no index.
alter table metered_hour set (fillfactor = 80);

-- A subscription that becomes known under another identity: hours before that one are sent as before. A meter that AWS has
-- refused is stopped; one that had an idle hour's records made knows up to which hour.
alter table meter
    add column identity_since               timestamptz not null default '-infinity',
    add column before_license_arn             text,
    add column before_customer_aws_account_id text,
    add column before_customer_identifier     text,
    add column closed_at                      timestamptz,
    add column idle_made_until                timestamptz not null default '-infinity',
    drop constraint meter_state_check,
    add constraint meter_state_check check (state in ('running', 'stopped', 'ending', 'closed'));
update meter set closed_at = coalesce(deadline, now()) where state = 'closed';

-- Calls of one account and Region begin one after the other, with a pause between two; AWS's answers may make it longer.
drop table call_budget;
create table call_pace (
    name      text primary key,
    next_at   timestamptz not null,
    pause_ms  bigint      not null default 0,
    slowed_at timestamptz not null default '-infinity'
);

-- Usage of an hour by its tags, until the hour is frozen. The fold adds to it.
create table if not exists usage_allocation (
    subscription_id text collate "C" not null,
    dimension       text collate "C" not null,
    hour            timestamptz      not null,
    tags            text collate "C" not null,
    quantity        numeric          not null,
    primary key (subscription_id, dimension, hour, tags)
);
