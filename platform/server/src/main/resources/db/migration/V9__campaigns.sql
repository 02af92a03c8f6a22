-- What teams measure again and again, as their files say it, and what became of each night.
create table campaign (
    name    text primary key,
    file    text        not null,
    content text        not null,
    applied timestamptz not null
);

-- run: the name that the night's run has or was to have; fixed before there is a run, so that no night has two.
create table campaign_night (
    campaign  text        not null references campaign (name),
    due       timestamptz not null,
    scheduled boolean     not null,
    run       text        not null unique,
    state     text        not null,
    reason    text,
    primary key (campaign, due)
);
create index campaign_night_due on campaign_night (campaign) where state = 'DUE';
