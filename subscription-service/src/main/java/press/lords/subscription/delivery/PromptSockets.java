package press.lords.subscription.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/** Sockets that send at once. A mail is a talk of small packets; waiting to fill them makes it twenty times as slow. */
final class PromptSockets extends SocketFactory {

    /** Jakarta Mail shows nobody the sockets that it opens. */
    private static final ThreadLocal<@Nullable Socket> LAST = new ThreadLocal<>();

    private final SocketFactory plain = SocketFactory.getDefault();

    @Override
    public Socket createSocket() throws IOException {
        return prompt(plain.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return prompt(plain.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return prompt(plain.createSocket(address, port, localAddress, localPort));
    }

    /** The one that this thread opened last, once; null when there is none. */
    static @Nullable Socket lastOfThisThread() {
        Socket last = LAST.get();
        LAST.remove();
        return last;
    }

    private static Socket prompt(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        LAST.set(socket);
        return socket;
    }
}
