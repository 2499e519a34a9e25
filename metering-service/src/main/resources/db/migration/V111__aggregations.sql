-- Usage of an hour by its tags, until the hour is frozen. The fold adds to it.
create table if not exists usage_allocation (
    subscription_id text collate "C" not null,
    dimension       text collate "C" not null,
    hour            timestamptz      not null,
    tags            text collate "C" not null,
    quantity        numeric          not null,
    primary key (subscription_id, dimension, hour, tags)
);

-- What a unique count has counted, as fingerprints. The hour is first, so that what is old is deleted in one place.
create table usage_unique_key (
    hour            timestamptz      not null,
    subscription_id text collate "C" not null,
    dimension       text collate "C" not null,
    key             uuid             not null,
    primary key (hour, subscription_id, dimension, key)
);

-- The last usage of an hour, where only the last counts.
create table usage_latest (
    hour            timestamptz      not null,
    subscription_id text collate "C" not null,
    dimension       text collate "C" not null,
    used_at         timestamptz      not null,
    quantity        numeric          not null,
    primary key (hour, subscription_id, dimension)
);
