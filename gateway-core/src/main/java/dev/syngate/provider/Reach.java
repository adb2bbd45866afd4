package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.provider.Checklist.Question;
import dev.syngate.provider.Checklist.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the way to a provider step by step, on a connection of its own: by name, to an address or
/// a proxy, and encrypted where its address says so. Nothing is asked of the provider.
final class Reach {
    private final Network network;
    private final Timeouts usual;
    private final InstantSource clock;

    Reach(Network network, Timeouts usual, InstantSource clock) {
        this.network = network;
        this.usual = usual;
        this.clock = clock;
    }

    /// The checklist of the way; ends with the first step that fails.
    ///
    /// @param told is told each step when it ends
    Checklist to(Provider provider, Cancellation cancellation, Consumer<Step> told) {
        long start = System.nanoTime();
        try {
            return new Walk(provider, network.to(provider), cancellation, told).run();
        } catch (IOException e) {
            Step unreadable =
                    Step.failed(
                            Question.TLS,
                            "a file of authorities or the client certificate can't be read",
                            "check ca_file and the certificate of the provider and of the settings",
                            start);
            told.accept(unreadable);
            return Checklist.EMPTY.then(unreadable);
        }
    }

    /// One way to one provider.
    private final class Walk {
        private final Provider provider;
        private final Network.Way way;
        private final Cancellation cancellation;
        private final String host;
        private final boolean encrypted;
        private final int port;
        private final int patience;
        private final Consumer<Step> told;
        private Checklist done = Checklist.EMPTY;

        Walk(Provider provider, Network.Way way, Cancellation cancellation, Consumer<Step> told) {
            this.told = told;
            this.provider = provider;
            this.way = way;
            this.cancellation = cancellation;
            this.host = BaseUrl.host(provider.baseUrl());
            this.encrypted = "https".equals(URI.create(provider.baseUrl()).getScheme());
            int named = BaseUrl.port(provider.baseUrl());
            this.port = named < 0 ? (encrypted ? 443 : 80) : named;
            this.patience = Math.toIntExact(usual.of(provider).connect().toMillis());
        }

        Checklist run() {
            InetAddress address = lookUp(way.proxy() == null ? host : way.proxy().host());
            if (address != null) {
                connect(address);
            }
            return done;
        }

        private void then(Step step) {
            done = done.then(step);
            told.accept(step);
        }

        private @Nullable InetAddress lookUp(String name) {
            long start = System.nanoTime();
            String whose = way.proxy() == null ? "" : "the proxy's ";
            CompletableFuture<InetAddress> found = new CompletableFuture<>();
            cancellation.onCancel(() -> found.completeExceptionally(new IOException("cancelled")));
            Thread.ofVirtual().name("host-lookup").start(() -> lookUp(name, found));
            try {
                InetAddress address = found.get();
                String what = address.getHostAddress();
                then(
                        Step.found(
                                Question.DNS,
                                name.equals(what) ? "an address" : whose + name + " is " + what,
                                start));
                return address;
            } catch (ExecutionException e) {
                boolean unknown = e.getCause() instanceof UnknownHostException;
                then(
                        Step.failed(
                                Question.DNS,
                                unknown
                                        ? "not reachable, the name "
                                                + whose
                                                + name
                                                + " is not known"
                                        : late("the name server does not answer"),
                                way.proxy() == null
                                        ? "check the base URL and the network"
                                        : "check the proxy and the network",
                                start));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        }

        private static void lookUp(String name, CompletableFuture<InetAddress> found) {
            try {
                found.complete(InetAddress.getByName(name));
            } catch (UnknownHostException e) {
                found.completeExceptionally(e);
            }
        }

        private void connect(InetAddress address) {
            long start = System.nanoTime();
            ProxyAddress proxy = way.proxy();
            try (Socket socket =
                    proxy != null && proxy.type() == Proxy.Type.SOCKS
                            ? new SocksSocket(proxy)
                            : new Socket()) {
                cancellation.onCancel(() -> close(socket));
                connect(socket, address, proxy);
                then(
                        Step.found(
                                Question.TCP,
                                "connected to "
                                        + (proxy == null
                                                ? address.getHostAddress() + ":" + port
                                                : host
                                                        + ":"
                                                        + port
                                                        + " through the proxy "
                                                        + proxy),
                                start));
                if (encrypted) {
                    then(Handshake.step(socket, host, port, way.trust(), clock));
                } else if (!provider.isLocal()) {
                    then(
                            new Step(
                                    Question.TLS,
                                    true,
                                    "not encrypted",
                                    "whoever is on the way can read it; use https where the provider has it",
                                    0));
                }
            } catch (IOException e) {
                then(refused(e, start));
            }
        }

        private void connect(Socket socket, InetAddress address, @Nullable ProxyAddress proxy)
                throws IOException {
            socket.setSoTimeout(patience);
            if (proxy == null) {
                socket.connect(new InetSocketAddress(address, port), patience);
            } else if (proxy.type() == Proxy.Type.SOCKS) {
                socket.connect(InetSocketAddress.createUnresolved(host, port), patience);
            } else {
                socket.connect(new InetSocketAddress(address, proxy.port()), patience);
                if (encrypted) {
                    ProxyTunnel.open(socket, host, port, proxy);
                }
            }
        }

        private Step refused(IOException e, long start) {
            boolean proxied = way.proxy() != null;
            return switch (e) {
                case ProxyRefusedException no ->
                        Step.failed(
                                Question.TCP,
                                String.valueOf(no.getMessage()),
                                "check the proxy's address, name and password",
                                start);
                case SocketTimeoutException late ->
                        Step.failed(
                                Question.TCP,
                                late("no connection within " + patience / 1000 + " seconds"),
                                "check the base URL, the network and the firewall",
                                start);
                default ->
                        Step.failed(
                                Question.TCP,
                                late(
                                        proxied
                                                ? "not reachable, nothing answers at the proxy "
                                                        + way.proxy()
                                                : "not reachable, nothing answers at port " + port),
                                proxied
                                        ? "check the proxy's address, or set it to none"
                                        : "check the base URL and the network, and that the server runs",
                                start);
            };
        }

        private String late(String otherwise) {
            return cancellation.isCancelled() ? "no answer in time" : otherwise;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }
}
