-- the buckets of the ledger
select id, key, label, is_work, is_customer, is_handling, is_waiting, position from activity_kind order by position, id
