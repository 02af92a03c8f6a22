-- What the traces of each load step add up to, and a few of them whole; both as JSON.
create table traced_step (
    run     text    not null references run (id),
    step    integer not null,
    figures text    not null,
    traces  text    not null,
    primary key (run, step)
);
