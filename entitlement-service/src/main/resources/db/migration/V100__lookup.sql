-- When AWS is to be asked about which subscription: one row each, written in the transaction of the events that it
-- follows from. A lease instead of a lock, since no transaction stays open during a call of AWS.
create table lookup (
    subscription_id text primary key,
    due_at          timestamptz not null,
    failures        int         not null default 0,
    leased_until    timestamptz,
    -- of the event that asked for it, so that the call belongs to its trace
    traceparent     text,
    correlation_id  text,
    causation_id    text
);

create index lookup_due on lookup (failures, due_at);
