-- A customer identifier may be an alias, too: of a buyer who registered by license. Then there is neither license nor
-- account. The table keeps its name, since replicas of the version before still read it.
alter table license_alias alter column license_arn drop not null, alter column account_id drop not null;
