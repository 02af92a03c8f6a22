-- Causes that runs showed. The same kind of the same subject of the same service is the same finding in every run.
create table finding (
    id             text primary key,
    service        text not null,
    kind           text not null,
    subject        text not null,
    severity       text not null,
    statement      text not null,
    suggestion     text not null,
    evidence       text not null,
    conditions     text not null,
    state          text not null,
    first_run      text not null,
    last_run       text not null,
    last_seen      timestamptz not null,
    who            text,
    why            text,
    accepted_until timestamptz,
    fixed_by       text
);
create index finding_service on finding (service);
