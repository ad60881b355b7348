ALTER TABLE billing."order" ADD COLUMN policy_version integer NULL;
