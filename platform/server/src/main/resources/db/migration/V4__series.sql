-- Valid runs of the same service in the same environment, and which changes among them people know of.
create table series (
    id          text primary key,
    service     text not null,
    description text not null
);

create table series_night (
    run          text primary key references run (id),
    series       text             not null references series (id),
    at           timestamptz      not null,
    value        double precision not null,
    acknowledged timestamptz,
    note         text
);
create index series_night_by_series on series_night (series, at);
