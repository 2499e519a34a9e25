-- How each subscription stands: written in the transaction of the event that changes it.
create table subscription (
    subscription_id     text primary key,
    product_code        text        not null,
    account_id          text,
    customer_identifier text,
    state               text        not null,
    metering_deadline   timestamptz,
    changed_at          timestamptz not null
);

create index subscription_due on subscription (metering_deadline) where state = 'ending';
create index subscription_account on subscription (account_id);
create index subscription_customer on subscription (product_code, customer_identifier);

-- Which licenses an agreement gave, as license events told it.
create table agreement_link (
    agreement_id    text not null,
    subscription_id text not null references subscription,
    primary key (agreement_id, subscription_id)
);

create index agreement_link_subscription on agreement_link (subscription_id);

-- AWS's two names of a product, as license events told them.
create table product_name (
    product_id   text primary key,
    product_code text not null
);

-- Every notification of AWS, its body as it came; read again when it has waited for its partner.
create table notification (
    id                  text primary key,
    arrival             bigint      not null generated always as identity,
    form                text        not null,
    type                text        not null,
    event               text        not null,
    at                  timestamptz not null,
    agreement_id        text,
    license_of          text,
    account_id          text,
    product_code        text,
    customer_identifier text,
    body                text        not null,
    disposition         text        not null,
    received_at         timestamptz not null
);

create index notification_arrival on notification (disposition, arrival);
create index notification_agreement on notification (agreement_id);
create index notification_customer on notification (product_code, customer_identifier);
create index notification_waiting on notification (account_id) where disposition = 'waiting';

-- The subscriptions that a notification took effect on: one, or several licenses of one agreement.
create table notification_effect (
    notification_id text not null references notification,
    subscription_id text not null,
    primary key (notification_id, subscription_id)
);

create index notification_effect_subscription on notification_effect (subscription_id);
