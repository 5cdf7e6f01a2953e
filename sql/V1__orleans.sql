-- What Orleans' ADO.NET providers for clustering and grain storage need. The providers fetch their statements from the
-- relation OrleansQuery by key; everything behind those statements is ours.

CREATE SCHEMA orleans;

-- One row per cluster. Whoever changes the set of silos has to name the version it saw, and raises it by one.
CREATE TABLE orleans.cluster (
    cluster_id text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0 CHECK (version >= 0)
);

-- A restarted silo is a new row: its generation differs.
CREATE TABLE orleans.silo (
    cluster_id text NOT NULL REFERENCES orleans.cluster ON DELETE CASCADE,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    proxy_port integer NOT NULL,
    suspect_times text,
    start_time timestamptz NOT NULL,
    i_am_alive_time timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);

-- A state's version only has to differ from the one before. Were it counted per row, then a row made anew after a
-- deletion would begin at 1 again, and a grain that still holds version 1 of the old row could overwrite it.
CREATE SEQUENCE orleans.grain_state_version AS integer CYCLE;

CREATE TABLE orleans.grain_state (
    service_id text NOT NULL,
    state_name text NOT NULL,
    -- Tells the string key "x" from the integer key 0 with the extension "x".
    key_hash integer NOT NULL,
    key_n0 bigint NOT NULL,
    key_n1 bigint NOT NULL,
    -- '+' and the key's extension; '' where it has none, because an empty extension is another key.
    key_extension text NOT NULL,
    -- Null once the state was cleared.
    payload bytea,
    version integer NOT NULL,
    modified_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service_id, state_name, key_hash, key_n0, key_n1, key_extension)
);

CREATE TABLE orleans.orleansquery (
    querykey text PRIMARY KEY,
    querytext text NOT NULL
);

-- Clustering

INSERT INTO orleans.orleansquery VALUES ('InsertMembershipVersionKey', $text$
WITH created AS (
    INSERT INTO orleans.cluster (cluster_id)
    VALUES (@DeploymentId)
    ON CONFLICT DO NOTHING
    RETURNING cluster_id
)
SELECT EXISTS (SELECT FROM created)
$text$);

-- The version's row stays locked from the comparison to the commit, so that of several callers one wins.
INSERT INTO orleans.orleansquery VALUES ('InsertMembershipKey', $text$
WITH expected AS (
    SELECT cluster_id
    FROM orleans.cluster
    WHERE cluster_id = @DeploymentId AND version = @Version
    FOR UPDATE
), inserted AS (
    INSERT INTO orleans.silo (
        cluster_id, address, port, generation, silo_name, host_name,
        status, proxy_port, start_time, i_am_alive_time)
    SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName,
        @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM expected
    ON CONFLICT DO NOTHING
    RETURNING cluster_id
), bumped AS (
    UPDATE orleans.cluster c
    SET version = c.version + 1
    FROM inserted
    WHERE c.cluster_id = inserted.cluster_id
    RETURNING c.version
)
SELECT EXISTS (SELECT FROM bumped)
$text$);

-- Heartbeats do not raise the version, so the caller may bring an older heartbeat than the row has.
INSERT INTO orleans.orleansquery VALUES ('UpdateMembershipKey', $text$
WITH present AS (
    SELECT cluster_id
    FROM orleans.silo
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    FOR UPDATE
), bumped AS (
    UPDATE orleans.cluster c
    SET version = c.version + 1
    FROM present
    WHERE c.cluster_id = present.cluster_id AND c.version = @Version
    RETURNING c.cluster_id
), updated AS (
    UPDATE orleans.silo s
    SET status = @Status,
        suspect_times = @SuspectTimes,
        i_am_alive_time = greatest(s.i_am_alive_time, @IAmAliveTime)
    FROM bumped
    WHERE s.cluster_id = bumped.cluster_id
        AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    RETURNING s.cluster_id
)
SELECT EXISTS (SELECT FROM updated)
$text$);

INSERT INTO orleans.orleansquery VALUES ('UpdateIAmAlivetimeKey', $text$
UPDATE orleans.silo
SET i_am_alive_time = @IAmAliveTime
WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$text$);

INSERT INTO orleans.orleansquery VALUES ('MembershipReadAllKey', $text$
SELECT s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName,
    s.host_name AS HostName, s.status AS Status, s.proxy_port AS ProxyPort, s.suspect_times AS SuspectTimes,
    s.start_time AS StartTime, s.i_am_alive_time AS IAmAliveTime, c.version AS Version
FROM orleans.cluster c
LEFT JOIN orleans.silo s ON s.cluster_id = c.cluster_id
WHERE c.cluster_id = @DeploymentId
$text$);

INSERT INTO orleans.orleansquery VALUES ('MembershipReadRowKey', $text$
SELECT s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName,
    s.host_name AS HostName, s.status AS Status, s.proxy_port AS ProxyPort, s.suspect_times AS SuspectTimes,
    s.start_time AS StartTime, s.i_am_alive_time AS IAmAliveTime, c.version AS Version
FROM orleans.cluster c
LEFT JOIN orleans.silo s
    ON s.cluster_id = c.cluster_id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
WHERE c.cluster_id = @DeploymentId
$text$);

INSERT INTO orleans.orleansquery VALUES ('GatewaysQueryKey', $text$
SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
FROM orleans.silo
WHERE cluster_id = @DeploymentId AND status = @Status AND proxy_port > 0
$text$);

-- 6 is Dead. Only dead silos are ever cleaned up: one that is still joining has an old heartbeat, too.
INSERT INTO orleans.orleansquery VALUES ('CleanupDefunctSiloEntriesKey', $text$
DELETE FROM orleans.silo
WHERE cluster_id = @DeploymentId
    AND status = 6
    AND start_time < @IAmAliveTime
    AND i_am_alive_time < @IAmAliveTime
$text$);

-- Where this text exists, Orleans itself chooses the rows; a row that changed since it looked is left alone.
INSERT INTO orleans.orleansquery VALUES ('CleanupDefunctSiloEntryKey', $text$
DELETE FROM orleans.silo
WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    AND status = 6
    AND start_time = @StartTime
    AND i_am_alive_time = @IAmAliveTime
    AND coalesce(suspect_times, '') = coalesce(@SuspectTimes, '')
$text$);

INSERT INTO orleans.orleansquery VALUES ('DeleteMembershipTableEntriesKey', $text$
DELETE FROM orleans.cluster
WHERE cluster_id = @DeploymentId
$text$);

-- Grain storage. A row comes back only on success; whoever holds an old version changes nothing and gets none.

INSERT INTO orleans.orleansquery VALUES ('ReadFromStorageKey', $text$
SELECT payload AS PayloadBinary, version AS Version
FROM orleans.grain_state
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_hash = @GrainIdHash
    AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
    AND key_extension = coalesce('+' || @GrainIdExtensionString, '')
$text$);

INSERT INTO orleans.orleansquery VALUES ('WriteToStorageKey', $text$
WITH updated AS (
    UPDATE orleans.grain_state
    SET payload = @PayloadBinary,
        version = nextval('orleans.grain_state_version'),
        modified_at = now()
    WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_hash = @GrainIdHash
        AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
        AND key_extension = coalesce('+' || @GrainIdExtensionString, '')
        AND version = @GrainStateVersion
    RETURNING version
), inserted AS (
    INSERT INTO orleans.grain_state (
        service_id, state_name, key_hash, key_n0, key_n1, key_extension, payload, version)
    SELECT @ServiceId, @GrainTypeString, @GrainIdHash, @GrainIdN0, @GrainIdN1,
        coalesce('+' || @GrainIdExtensionString, ''), @PayloadBinary, nextval('orleans.grain_state_version')
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING version
)
SELECT version AS NewGrainStateVersion FROM updated
UNION ALL
SELECT version FROM inserted
$text$);

INSERT INTO orleans.orleansquery VALUES ('ClearStorageKey', $text$
UPDATE orleans.grain_state
SET payload = NULL,
    version = nextval('orleans.grain_state_version'),
    modified_at = now()
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_hash = @GrainIdHash
    AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
    AND key_extension = coalesce('+' || @GrainIdExtensionString, '')
    AND version = @GrainStateVersion
RETURNING version
$text$);

INSERT INTO orleans.orleansquery VALUES ('DeleteStorageKey', $text$
DELETE FROM orleans.grain_state
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_hash = @GrainIdHash
    AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
    AND key_extension = coalesce('+' || @GrainIdExtensionString, '')
    AND version = @GrainStateVersion
RETURNING nextval('orleans.grain_state_version')::integer
$text$);

-- The providers ask for OrleansQuery without a schema. With this view they find it whatever connects them, also through
-- a pooler that drops the search path.
CREATE VIEW public.orleansquery WITH (security_invoker = true) AS
SELECT querykey, querytext
FROM orleans.orleansquery;
