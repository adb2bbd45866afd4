package dev.syngate.provider;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/// Sees whether a call went out on a connection that was kept from an earlier one, and whether its
/// answer had begun.
final class ConnectionTrace extends EventListener {
    private volatile boolean connecting;
    private volatile boolean acquired;
    private volatile boolean heard;

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connecting = true;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        acquired = true;
    }

    @Override
    public void responseHeadersEnd(Call call, okhttp3.Response response) {
        heard = true;
    }

    /// Whether the call failed on such a connection before its answer began.
    boolean wasKept() {
        return acquired && !connecting && !heard;
    }
}
