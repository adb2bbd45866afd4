package dev.syngate.http;

import java.util.List;

/// Paths that are served together, because they need the same.
public sealed interface Served permits KeyPaths, ManagementPaths, ModelPaths, StatusPaths {
    /// Their rows of the path table.
    List<PathTable.Row> rows();
}
