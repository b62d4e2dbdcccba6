CREATE TABLE registry_info (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    registry_id TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    created_at BIGINT NOT NULL)

CREATE TABLE profile_move (
    move TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    PRIMARY KEY (move, from_state))

CREATE TABLE profile (
    profile_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    group_name TEXT NOT NULL,
    proxy_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('available', 'leased', 'stale', 'review_required', 'quarantined', 'disabled')),
    state_since BIGINT NOT NULL,
    reason TEXT NOT NULL,
    fencing_token BIGINT NOT NULL CHECK (fencing_token >= 0),
    lease_id TEXT NOT NULL,
    event_sequence BIGINT NOT NULL,
    inspection_id TEXT NOT NULL,
    inspection_era TEXT NOT NULL,
    inspection_until BIGINT NOT NULL,
    CHECK ((state IN ('leased', 'stale')) = (lease_id <> '')))

CREATE TABLE profile_lease (
    lease_id TEXT PRIMARY KEY,
    profile_id TEXT NOT NULL REFERENCES profile (profile_id),
    account_id TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    task_type TEXT NOT NULL,
    proxy_id TEXT NOT NULL,
    fencing_token BIGINT NOT NULL,
    lease_status TEXT NOT NULL,
    release_policy TEXT NOT NULL,
    host TEXT NOT NULL,
    process TEXT NOT NULL,
    lease_started_at BIGINT NOT NULL,
    heartbeat_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    deadline_era TEXT NOT NULL,
    deadline BIGINT NOT NULL,
    heartbeat_sequence BIGINT NOT NULL,
    last_event_at BIGINT NOT NULL,
    current_step TEXT NOT NULL,
    current_url TEXT NOT NULL,
    last_safe_step TEXT NOT NULL,
    mutation_sequence BIGINT NOT NULL,
    mutations_open TEXT NOT NULL,
    browser_folder TEXT NOT NULL,
    browser_processes TEXT NOT NULL,
    ended_because TEXT NOT NULL,
    UNIQUE (profile_id, fencing_token))

CREATE TABLE lease_event (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile_id TEXT NOT NULL REFERENCES profile (profile_id),
    sequence BIGINT NOT NULL,
    event_type TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    lease_id TEXT NOT NULL,
    ends_lease TEXT UNIQUE,
    fencing_token BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    run_id TEXT NOT NULL,
    task_type TEXT NOT NULL,
    proxy_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (profile_id, sequence))

CREATE TABLE profile_wait (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket TEXT NOT NULL UNIQUE,
    profile_id TEXT NOT NULL,
    holder TEXT NOT NULL,
    kept_era TEXT NOT NULL,
    kept_until BIGINT NOT NULL)

CREATE TABLE provider_job (
    mutex TEXT PRIMARY KEY,
    job_id TEXT NOT NULL,
    last_job_id TEXT NOT NULL,
    fencing_token BIGINT NOT NULL,
    profile_id TEXT NOT NULL,
    lease_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    host TEXT NOT NULL,
    since BIGINT NOT NULL,
    deadline_era TEXT NOT NULL,
    deadline BIGINT NOT NULL)

CREATE TABLE login_account (
    account TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    refusals INTEGER NOT NULL CHECK (refusals >= 0),
    pause_era TEXT NOT NULL,
    pause_until BIGINT NOT NULL)

CREATE TABLE account_login (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    login_id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES login_account (account),
    profile_id TEXT NOT NULL REFERENCES profile (profile_id),
    run_id TEXT NOT NULL,
    host TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    begun_era TEXT NOT NULL,
    begun BIGINT NOT NULL,
    budget_logins INTEGER NOT NULL,
    budget_millis BIGINT NOT NULL,
    budget_refusals INTEGER NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('begun', 'accepted', 'refused', 'limited', 'unknown')))

CREATE INDEX logins_of_account ON account_login (account, number)

CREATE TRIGGER profile_moves BEFORE UPDATE OF state ON profile
WHEN OLD.state <> NEW.state AND NOT EXISTS (
    SELECT 1 FROM profile_move WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'illegal move of a profile'); END

CREATE TRIGGER profile_tokens BEFORE UPDATE OF state, fencing_token ON profile
WHEN NEW.fencing_token <> OLD.fencing_token + (OLD.state = 'available' AND NEW.state = 'leased')
BEGIN SELECT RAISE(ABORT, 'illegal fencing token of a profile'); END

CREATE TRIGGER event_kept BEFORE DELETE ON lease_event
BEGIN SELECT RAISE(ABORT, 'events are kept'); END

CREATE TRIGGER event_fixed BEFORE UPDATE ON lease_event
BEGIN SELECT RAISE(ABORT, 'events are kept'); END

CREATE TRIGGER event_not_replaced BEFORE INSERT ON lease_event
WHEN EXISTS (SELECT 1 FROM lease_event WHERE profile_id = NEW.profile_id AND sequence = NEW.sequence)
    OR EXISTS (SELECT 1 FROM lease_event WHERE ends_lease = NEW.ends_lease)
BEGIN SELECT RAISE(ABORT, 'events are kept'); END

INSERT INTO profile_move VALUES ('ACQUIRE', 'available', 'leased')

INSERT INTO profile_move VALUES ('APPROVE', 'quarantined', 'available')

INSERT INTO profile_move VALUES ('APPROVE', 'review_required', 'available')

INSERT INTO profile_move VALUES ('CLEAR', 'stale', 'available')

INSERT INTO profile_move VALUES ('CONDEMN', 'stale', 'quarantined')

INSERT INTO profile_move VALUES ('DISABLE', 'available', 'disabled')

INSERT INTO profile_move VALUES ('DISABLE', 'quarantined', 'disabled')

INSERT INTO profile_move VALUES ('DISABLE', 'review_required', 'disabled')

INSERT INTO profile_move VALUES ('ENABLE', 'disabled', 'review_required')

INSERT INTO profile_move VALUES ('EXPIRE', 'leased', 'stale')

INSERT INTO profile_move VALUES ('QUARANTINE', 'available', 'quarantined')

INSERT INTO profile_move VALUES ('QUARANTINE', 'review_required', 'quarantined')

INSERT INTO profile_move VALUES ('REFER', 'stale', 'review_required')

INSERT INTO profile_move VALUES ('RESUME', 'stale', 'leased')

INSERT INTO profile_move VALUES ('RETURN', 'leased', 'available')

INSERT INTO profile_move VALUES ('RETURN_FOR_REVIEW', 'leased', 'review_required')

INSERT INTO profile_move VALUES ('RETURN_TO_QUARANTINE', 'leased', 'quarantined')

INSERT INTO profile_move VALUES ('REVOKE', 'leased', 'review_required')

INSERT INTO profile_move VALUES ('REVOKE', 'stale', 'review_required')

INSERT INTO registry_info VALUES (1, 'b6a6dadc-6ca0-4686-b1d5-8cadbb237ccc', 1, 1795324347659)

INSERT INTO profile VALUES ('shop', 'admin@shop.example', '', '', '', 'stale', 1795324407659, 'Its process has ended.', 1, 'lease-of-shop', 2, '', '', 0)

INSERT INTO profile_lease VALUES ('lease-of-shop', 'shop', 'admin@shop.example', '2ec453c3-c028', '051227-74731df2', 'checkout', '', 1, 'stale', 'inspect_on_unknown_state', 'build-3', 'a5ed8665-f23b-4727-a95b-d1cac12f76e8/4026531836/22267/705468', 1795324347659, 1795324352659, 1795324382659, 0, 'a5ed8665-f23b-4727-a95b-d1cac12f76e8', 7091120, 1, 1795324352659, 'CatalogTests.usesTheCatalog', 'https://shop.example/catalog', 'CatalogTests.usesTheCatalog', 0, '', '', '', '')

INSERT INTO lease_event VALUES (1, 'shop', 1, 'lease_acquired', 'available', 'leased', 'lease-of-shop', NULL, 1, 1795324347659, '2ec453c3-c028@build-3', '051227-74731df2', 'checkout', '', '')

INSERT INTO lease_event VALUES (2, 'shop', 2, 'lease_marked_stale', 'leased', 'stale', 'lease-of-shop', NULL, 1, 1795324407659, 'registry', '051227-74731df2', 'checkout', '', 'Its process has ended.')
