-- Personal data lives here alone. Each row is encrypted with a key of its own, which is kept encrypted by a master key:
-- without its key a row is noise, so that forgetting a buyer is throwing the key away.
create table contact (
    subscription_id text primary key,
    master_key      text,
    wrapped_key     bytea,
    sealed          bytea,
    stored_at       timestamptz not null,
    forgotten_at    timestamptz,
    constraint contact_is_kept_or_forgotten check (
        num_nonnulls(master_key, wrapped_key, sealed) = case when forgotten_at is null then 3 else 0 end
    )
);

-- Which registrations there are and how far they came. Made from the event log; can be thrown away and made again.
create table registration_overview (
    subscription_id text primary key,
    product_code    text        not null,
    status          text        not null check (status in ('started', 'completed')),
    free_trial      boolean     not null,
    started_at      timestamptz not null,
    registered_at   timestamptz
);

create index registration_overview_by_start on registration_overview (status, started_at, subscription_id);
