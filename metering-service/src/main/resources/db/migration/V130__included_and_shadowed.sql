-- Of the units rejected: what the buyer's contract pays for, and what was only rehearsed. An hour that was rehearsed ends as
-- 'shadowed', with the quantity that would have been sent.
alter table metered_hour
    add column included numeric not null default 0,
    add column shadowed numeric not null default 0,
    add constraint parts_of_the_rejected check (included >= 0 and shadowed >= 0 and included + shadowed <= rejected),
    drop constraint metered_hour_state_check,
    add constraint metered_hour_state_check check (
        state in ('open', 'empty', 'frozen', 'accepted', 'refused', 'expired', 'rejected', 'shadowed'));
