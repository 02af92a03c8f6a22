-- What people decided, by name and with their reason. Rows are only ever added.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    who     text        not null,
    action  text        not null,
    subject text        not null,
    reason  text        not null
);
