-- Each time a person accepted a prescription past a soft limit of the drug library. Follows from the lines; those
-- stored before this table was there are counted when their pump's lines are next folded again.
create table limit_override (
    pump          varchar(64)  not null,
    seq           bigint       not null,
    rx_seq        bigint       not null, -- line that accepted the prescription
    field         varchar(200) not null,
    written       varchar(200) not null, -- what the prescription says there
    bound         varchar(200) not null, -- what the library says
    reason        varchar(400) not null,
    overridden_by varchar(200) not null,
    overridden_ms bigint       not null,
    primary key (pump, seq)
);
create index limit_override_of_prescription on limit_override (pump, rx_seq);
