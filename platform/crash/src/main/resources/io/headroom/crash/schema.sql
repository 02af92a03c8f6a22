-- As the platform's migrations make it.
create table relaxation (
    id    text primary key,
    run   text        not null,
    state text        not null,
    epoch bigint      not null,
    body  text        not null,
    open  boolean     not null,
    planned timestamptz not null
);
create sequence owner_epoch;
create table owner_lease (
    run     text primary key,
    epoch   bigint      not null,
    expires timestamptz not null
);
-- What the invariants are checked against: every state that any owner wrote, in the order of commits.
create table written (
    at    bigint generated always as identity primary key,
    id    text   not null,
    state text   not null,
    epoch bigint not null
);
create function note_written() returns trigger language plpgsql as $$
begin
    insert into written (id, state, epoch) values (new.id, new.state, new.epoch);
    return new;
end $$;
create trigger every_write after insert or update on relaxation for each row execute function note_written();
