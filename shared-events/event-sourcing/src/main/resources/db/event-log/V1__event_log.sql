-- The log is the outbox: one append-only table a service. See docs of EventLog for the order in which it is read.
create table event_log (
    position    bigint generated always as identity primary key,
    xid         xid8        not null default pg_current_xact_id(),
    stream      text        not null,
    version     bigint      not null check (version > 0),
    id          uuid        not null,
    type        text        not null,
    data        jsonb       not null,
    metadata    jsonb       not null,
    recorded_at timestamptz not null,
    constraint event_log_one_event_a_version unique (stream, version),
    constraint event_log_one_row_an_id unique (id)
);

create index event_log_catch_up on event_log (xid, position);

-- Wakes the readers. A trigger, so that no way of appending can forget it.
create function event_log_appended() returns trigger language plpgsql as $$
begin
    perform pg_notify('event_log_' || tg_table_schema, '');
    return null;
end $$;

create trigger event_log_appended after insert on event_log for each statement execute function event_log_appended();

create table reader_checkpoint (
    reader   text primary key,
    xid      xid8        not null,
    position bigint      not null,
    moved_at timestamptz not null
);

-- Ids of events that have taken effect, by consumer.
create table inbox (
    consumer    text        not null,
    event_id    text        not null,
    received_at timestamptz not null,
    primary key (consumer, event_id)
);

-- What could not be understood, as it came, with the reason.
create table parked_message (
    id        uuid primary key,
    channel   text        not null,
    origin    text        not null,
    reason    text        not null,
    headers   jsonb       not null,
    body      bytea       not null,
    parked_at timestamptz not null,
    constraint parked_message_once unique (channel, origin)
);
