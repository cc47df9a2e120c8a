insert into items (name) select 'first' where not exists (select 1 from items);
