-- As the platform's migrations make it.
create table campaign_night (
    campaign  text        not null,
    due       timestamptz not null,
    scheduled boolean     not null,
    run       text        not null unique,
    state     text        not null,
    reason    text,
    primary key (campaign, due)
);
create index campaign_night_due on campaign_night (campaign) where state = 'DUE';

-- In the place of runs. Names may repeat here, so that a second start shows.
create table started (
    run     text not null,
    replica int  not null
);
