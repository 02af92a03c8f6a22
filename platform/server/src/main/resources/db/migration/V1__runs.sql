-- A run and its durable stages. A stage's row says RUNNING before the stage has any effect, so whoever finds the row knows what may stand.
create table run (
    id             text primary key,
    request        text        not null,
    state          text        not null,
    created        timestamptz not null,
    finished       timestamptz,
    verdict        text,
    reason         text,
    fault          text,
    result         text
);
create index run_by_state on run (state);

create table run_stage (
    run      text not null references run (id),
    ordinal  int  not null,
    name     text not null,
    state    text not null,
    started  timestamptz,
    finished timestamptz,
    message  text,
    output   text,
    primary key (run, ordinal)
);

create table run_event (
    run      text        not null references run (id),
    sequence bigint      not null,
    body     text        not null,
    primary key (run, sequence)
);

-- An environment's row is written before Terraform makes anything of it, so nothing exists that no row knows.
create table environment (
    name      text primary key,
    run       text        not null,
    module    text        not null,
    state     text        not null,
    outputs   text,
    created   timestamptz not null,
    expires   timestamptz not null,
    destroyed timestamptz
);
