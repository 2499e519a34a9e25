-- Where the units of an hour are: the five places of the law, said once. Read by the ledger, the charges and the metrics.
-- reported + carried_in = accepted + pending + refused + expired + rejected + carried_out; over all hours of a dimension
-- what was carried in and out is the same. Included and shadowed are parts of the rejected.
create view hour_places as
select subscription_id, dimension, hour, state, product_code, quantity, metering_record_id, sent_timestamp, accepted_at,
       coalesce(reason, last_error)                                              as reason,
       reported, carried_in, carried_out,
       case when state = 'accepted' then quantity else 0 end::numeric            as accepted,
       case state
           when 'frozen' then quantity
           when 'open' then reported + carried_in - carried_out - expired - rejected
           else 0 end::numeric                                                   as pending,
       case when state = 'refused' then quantity else 0 end::numeric             as refused,
       expired + case when state = 'expired' then quantity else 0 end::numeric   as expired,
       rejected + case when state = 'shadowed' then quantity else 0 end::numeric as rejected,
       included,
       shadowed + case when state = 'shadowed' then quantity else 0 end::numeric as shadowed
from metered_hour;

create index metered_hour_of_record on metered_hour (metering_record_id) where metering_record_id is not null;
