-- Sums of the ledger by hour and by month, for metrics and charges: kept up by one replica at a time, in rounds, so that nobody
-- ever has to add up the whole ledger. The table holds every hour that was changed since it was last added up; it is only ever
-- appended to, so that no two writers of the ledger wait for each other because of it. A round takes in one snapshot the
-- hours out of it and the ledger's rows of them: a change that commits later has left its hour there for the next round.
create table changed_hour (
    hour timestamptz not null
);

create function metered_hour_changed() returns trigger language plpgsql as $$
begin
    insert into changed_hour (hour) select distinct hour from changed;
    return null;
end $$;

create trigger metered_hour_added after insert on metered_hour
    referencing new table as changed for each statement execute function metered_hour_changed();
create trigger metered_hour_updated after update on metered_hour
    referencing new table as changed for each statement execute function metered_hour_changed();

insert into changed_hour (hour) select distinct hour from metered_hour;

create index metered_hour_by_hour on metered_hour (hour);

create table ledger_hour (
    hour         timestamptz not null,
    product_code text        not null, -- empty text while nothing told of the product
    dimension    text        not null,
    reported     numeric     not null,
    carried_in   numeric     not null,
    carried_out  numeric     not null,
    accepted     numeric     not null,
    pending      numeric     not null,
    refused      numeric     not null,
    expired      numeric     not null,
    rejected     numeric     not null,
    included     numeric     not null,
    shadowed     numeric     not null,
    primary key (hour, product_code, dimension)
);

create table ledger_month (
    like ledger_hour,
    primary key (hour, product_code, dimension)
);
alter table ledger_month rename column hour to month;

-- When the sums were last brought up to date, in the database's time.
create table ledger_summary (
    only_row   boolean primary key default true check (only_row),
    rounded_at timestamptz not null
);
insert into ledger_summary (rounded_at) values (now());
