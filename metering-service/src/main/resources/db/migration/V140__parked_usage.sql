-- Usage events that can't be counted, as they came, until they are counted after all or dismissed. Times are the
-- database's: how long something has been parked doesn't follow the marketplace's clock.
create table parked_usage (
    id              uuid primary key,
    topic_partition text        not null,
    record_offset   bigint      not null,
    reason          text        not null,
    -- null if it can't be told
    subscription_id text,
    -- Kafka's headers as JSON, values in base64: any bytes that came, in their order
    headers         bytea       not null,
    body            bytea       not null,
    parked_at       timestamptz not null default now(),
    replays         int         not null default 0,
    replayed_at     timestamptz,
    constraint parked_usage_once unique (topic_partition, record_offset)
);

create index parked_usage_in_order on parked_usage (parked_at, id);
create index parked_usage_by_reason on parked_usage (reason, parked_at, id);

-- What somebody decided not to count, and why. Kept, because it is somebody's usage.
create table dismissed_usage (
    id              uuid primary key,
    topic_partition text        not null,
    record_offset   bigint      not null,
    reason          text        not null,
    subscription_id text,
    headers         bytea       not null,
    body            bytea       not null,
    parked_at       timestamptz not null,
    dismissed_at    timestamptz not null default now(),
    dismissed_by    text        not null,
    why             text        not null
);

create index dismissed_usage_in_order on dismissed_usage (dismissed_at, id);

-- Headers used to be kept as text by name.
insert into parked_usage (id, topic_partition, record_offset, reason, headers, body, parked_at)
select id, channel || '-' || split_part(origin, '/', 1), split_part(origin, '/', 2)::bigint, reason,
       convert_to(coalesce((select jsonb_agg(jsonb_build_array(h.key,
           translate(encode(convert_to(h.value, 'UTF8'), 'base64'), E'\n', '')))
           from jsonb_each_text(headers) h), '[]'::jsonb)::text, 'UTF8'),
       body, parked_at
from parked_message where channel = 'usage';

delete from parked_message where channel = 'usage';
