-- Where units of an hour went on to: beside the events that say so, in their transactions, so that what a record consists of
-- can be followed back from hour to hour.
create table carried_usage (
    subscription_id text collate "C" not null,
    dimension       text collate "C" not null,
    from_hour       timestamptz      not null,
    to_hour         timestamptz      not null,
    cause           text             not null check (cause in ('late', 'remainder')),
    quantity        numeric          not null check (quantity >= 0),
    primary key (subscription_id, dimension, from_hour, to_hour, cause)
);

create index carried_usage_into on carried_usage (subscription_id, dimension, to_hour);

insert into carried_usage (subscription_id, dimension, from_hour, to_hour, cause, quantity)
select data #>> '{key,subscriptionId}', data #>> '{key,dimension}', (data #>> '{key,hour}')::timestamptz,
       (data ->> 'toHour')::timestamptz, lower(data ->> 'cause'), sum((data ->> 'quantity')::numeric)
from event_log where type = 'usage-carried.v1' group by 1, 2, 3, 4, 5;
