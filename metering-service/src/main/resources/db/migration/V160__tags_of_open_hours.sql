-- Late usage that was not carried used to leave its tags behind under its own hour, where the next late usage of that hour
-- took them for its own. Tags wait only under hours that are open.
delete from usage_allocation a using metered_hour h
where h.subscription_id = a.subscription_id and h.dimension = a.dimension and h.hour = a.hour and h.state <> 'open';
