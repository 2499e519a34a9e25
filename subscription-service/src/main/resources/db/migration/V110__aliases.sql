-- Licenses whose buyer's subscription is known by a customer identifier, as registrations told. Notices about such a license
-- are about that subscription; one that was told of the license alone is merged into it, and its state is 'merged'.
create table license_alias (
    alias_id        text primary key,
    subscription_id text not null references subscription,
    license_arn     text not null,
    account_id      text not null
);

create index license_alias_of on license_alias (subscription_id);
create index notification_license on notification (license_of) where license_of is not null;
