package io.headroom.engine;

/** Due times, earliest first, without objects. They come nearly in order, so that one is put in its place from the end. A ring that grows by doubling. */
final class DueTimes {
    private long[] ring = new long[16];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    long first() {
        return ring[head];
    }

    long removeFirst() {
        long first = ring[head];
        head = at(1);
        size--;
        return first;
    }

    void add(long due) {
        if (size == ring.length) {
            grow();
        }
        int place = size++;
        while (place > 0 && ring[at(place - 1)] > due) {
            ring[at(place)] = ring[at(place - 1)];
            place--;
        }
        ring[at(place)] = due;
    }

    private int at(int place) {
        return (head + place) & (ring.length - 1);
    }

    private void grow() {
        long[] larger = new long[2 * ring.length];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[at(i)];
        }
        ring = larger;
        head = 0;
    }
}
