<?php
/**
 * Days and times in the site's zone, and how long ago something was.
 *
 * @package Framme
 */

function wp_timezone_string() {
	$name = get_option( 'timezone_string' );
	return $name ? $name : '+00:00';
}

function wp_timezone() {
	return new DateTimeZone( wp_timezone_string() );
}

function wp_date( $format, $timestamp = null, $timezone = null ) {
	$moment = new DateTime( '@' . ( $timestamp ?? Pretend::now() ) );
	$moment->setTimezone( $timezone ? $timezone : wp_timezone() );
	return apply_filters( 'wp_date', $moment->format( $format ), $format, $moment->getTimestamp(), $moment->getTimezone() );
}

function date_i18n( $format, $timestamp_with_offset = false, $gmt = false ) {
	return false === $timestamp_with_offset ? wp_date( $format ) : gmdate( $format, (int) $timestamp_with_offset );
}

function current_time( $type, $gmt = 0 ) {
	$now = new DateTime( '@' . Pretend::now() );
	$now->setTimezone( $gmt ? new DateTimeZone( 'UTC' ) : wp_timezone() );
	if ( 'timestamp' === $type || 'U' === $type ) {
		return $now->getTimestamp() + $now->getOffset();
	}
	return $now->format( 'mysql' === $type ? 'Y-m-d H:i:s' : $type );
}

function current_datetime() {
	return ( new DateTimeImmutable( '@' . Pretend::now() ) )->setTimezone( wp_timezone() );
}

function get_gmt_from_date( $date_string, $format = 'Y-m-d H:i:s' ) {
	$moment = date_create( $date_string, wp_timezone() );
	return $moment ? $moment->setTimezone( new DateTimeZone( 'UTC' ) )->format( $format ) : gmdate( $format, 0 );
}

function get_date_from_gmt( $date_string, $format = 'Y-m-d H:i:s' ) {
	$moment = date_create( $date_string, new DateTimeZone( 'UTC' ) );
	return $moment ? $moment->setTimezone( wp_timezone() )->format( $format ) : gmdate( $format, 0 );
}

function mysql2date( $format, $date, $translate = true ) {
	$moment = date_create( $date, wp_timezone() );
	return $moment ? $moment->format( $format ) : false;
}

function human_time_diff( $from, $to = 0 ) {
	$apart = (int) abs( ( $to ? $to : Pretend::now() ) - $from );
	$since = '';
	foreach ( array( 'year' => YEAR_IN_SECONDS, 'month' => MONTH_IN_SECONDS, 'week' => WEEK_IN_SECONDS, 'day' => DAY_IN_SECONDS, 'hour' => HOUR_IN_SECONDS, 'minute' => MINUTE_IN_SECONDS, 'second' => 1 ) as $name => $seconds ) {
		if ( $apart >= $seconds || 'second' === $name ) {
			$many  = max( 1, (int) round( $apart / $seconds ) );
			$since = sprintf( _n( "%s $name", "%s {$name}s", $many ), $many );
			break;
		}
	}
	return apply_filters( 'human_time_diff', $since, $apart, $from, $to );
}

function number_format_i18n( $number, $decimals = 0 ) {
	return number_format( (float) $number, absint( $decimals ) );
}

function size_format( $bytes, $decimals = 0 ) {
	return number_format_i18n( $bytes / 1024, $decimals ) . ' KB';
}
