-- What was counted or rejected, a row for each batch: appended in the order of the ids, under one lock, so that every replica
-- can read what it hasn't seen behind the last id that it has. No index grows with the number of events.
create table usage_batch (
    id         bigint generated always as identity primary key,
    -- by the service's clock
    written_at timestamptz not null,
    events     int         not null,
    -- it holds usage of hours that had been over for longer than usage usually comes late, the oldest of them
    is_late    boolean     not null,
    oldest_hour timestamptz not null,
    -- the hours that it has events of, a hash of 8 bytes each, sorted
    hours      bytea       not null,
    body       bytea       not null
);

create index usage_batch_written on usage_batch (written_at);
create index usage_batch_late on usage_batch (oldest_hour) where is_late;

-- Packed already.
alter table usage_batch alter column hours set storage external, alter column body set storage external;
-- It is only added to, and vacuumed mainly for what was deleted at its end.
alter table usage_batch set (autovacuum_vacuum_insert_scale_factor = 1.0);

drop table usage_event;
