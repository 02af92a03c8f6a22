-- Fencing numbers: each start of a platform takes the next, whatever its clock says.
create sequence owner_epoch;
