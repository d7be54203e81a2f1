-- Offices whose stated numbers break the chain of documents in force somewhere.
select distinct office, item
from panel_links
where code = 'in_force_mismatch' and stated = terms and found = terms and gap <> 0
