-- Other names of a subscription's buyer: usage that is addressed to one counts for the subscription. When it was learned, in the
-- database's time.
create table subscription_alias (
    alias_id        text collate "C" primary key,
    subscription_id text collate "C" not null,
    product_code    text             not null,
    learned_at      timestamptz      not null default now()
);

create index subscription_alias_of on subscription_alias (subscription_id);
