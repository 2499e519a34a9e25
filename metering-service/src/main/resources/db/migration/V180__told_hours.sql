-- Hours that AWS is or will be told of under another name of the subscription's buyer: in no dimension they are told of by the
-- subscription's own. Units are what was reported by that name, where the hour was closed when the name became known; what
-- raises a maximum or the last quantity counts from there on.
create table told_hour (
    subscription_id text collate "C" not null,
    hour            timestamptz      not null,
    dimension       text collate "C" not null,
    units           numeric          not null check (units >= 0),
    primary key (subscription_id, hour, dimension)
);

-- What is old is deleted.
create index told_hour_by_hour on told_hour (hour);
