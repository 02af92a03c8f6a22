-- Who drives a run, and until when by this database's clock. The epoch grows with each owner: see platform/protection, Leases.
create table owner_lease (
    run     text primary key,
    epoch   bigint      not null,
    expires timestamptz not null
);
