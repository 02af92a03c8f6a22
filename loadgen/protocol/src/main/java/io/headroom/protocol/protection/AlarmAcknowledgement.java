package io.headroom.protocol.protection;

/**
 * Somebody has looked at an alarm.
 *
 * @param who the person
 * @param why what was found, for whoever reads the audit later
 */
public record AlarmAcknowledgement(String who, String why) {}
