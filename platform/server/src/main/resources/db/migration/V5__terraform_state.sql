-- Terraform's state of each environment, every version of it, sealed: a state holds secrets in clear.
create table terraform_state (
    environment text        not null,
    version     bigint      not null,
    lease       text        not null,
    written     timestamptz not null,
    sealed      bytea       not null,
    primary key (environment, version)
);

-- Who may write an environment's state: the Terraform that holds this lease, and nobody else.
create table terraform_lease (
    environment text primary key,
    lease       text        not null,
    info        text        not null,
    taken       timestamptz not null
);

-- An environment may stand by itself, until its end rather than a run's; and it says what went wrong with it last.
alter table environment add column standalone boolean not null default false;
alter table environment add column trouble text;
