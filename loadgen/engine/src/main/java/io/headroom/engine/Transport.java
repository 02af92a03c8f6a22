package io.headroom.engine;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** How sockets are watched: epoll where there is one, else the JDK's NIO. */
enum Transport {
    EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class) {
        @Override
        EventLoopGroup newGroup(int loops, String name) {
            return new EpollEventLoopGroup(loops, new DefaultThreadFactory(name, true));
        }
    },
    NIO(NioSocketChannel.class, NioServerSocketChannel.class) {
        @Override
        EventLoopGroup newGroup(int loops, String name) {
            return new NioEventLoopGroup(loops, new DefaultThreadFactory(name, true));
        }
    };

    final Class<? extends Channel> socket;
    final Class<? extends ServerChannel> serverSocket;

    Transport(Class<? extends Channel> socket, Class<? extends ServerChannel> serverSocket) {
        this.socket = socket;
        this.serverSocket = serverSocket;
    }

    /** The best that this machine has. */
    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** Event loops with daemon threads. */
    abstract EventLoopGroup newGroup(int loops, String name);
}
