-- A relaxation of a protection. Its row is ahead of whatever happens at the target; see platform/protection.
create table relaxation (
    id    text primary key,
    run   text        not null,
    state text        not null,
    epoch bigint      not null,
    body  text        not null,
    open  boolean     not null,
    planned timestamptz not null
);
create index relaxation_by_run on relaxation (run);
create index relaxation_open on relaxation (planned) where open;
