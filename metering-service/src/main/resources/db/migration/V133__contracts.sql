-- What contracts include, by dimension and time. Follows the events of the contract streams, in their transactions.
create table included_quantity (
    subscription_id text        not null,
    dimension       text        not null,
    since           timestamptz not null,
    term_start      timestamptz not null,
    quantity        numeric     not null check (quantity >= 0),
    until           timestamptz,
    primary key (subscription_id, dimension, since)
);

-- Contracts of which AWS's word has come, whether it includes quantities or not.
create table contract (
    subscription_id text primary key,
    as_of           timestamptz not null
);

-- Usage that was weighed against a contract, by the period that counts together, a term or a month, and within it by the
-- segment in which one included quantity was in effect. The row with period and segment '-infinity' is the dimension's lock.
create table weighed_usage (
    subscription_id text        not null,
    dimension       text        not null,
    period          timestamptz not null,
    segment         timestamptz not null,
    units           numeric     not null check (units >= 0),
    primary key (subscription_id, dimension, period, segment)
);

-- Of an hour that two segments share: what of each was weighed.
create table weighed_part (
    subscription_id text        not null,
    dimension       text        not null,
    hour            timestamptz not null,
    segment         timestamptz not null,
    units           numeric     not null check (units >= 0),
    primary key (subscription_id, dimension, hour, segment)
);

-- How much of what was reported for the hour was weighed.
alter table metered_hour add column weighed numeric not null default 0;
