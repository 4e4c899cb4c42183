<?php
/**
 * Brings the one style sheet to pages that show something of ours, and to no other.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * In the head of pages of which it is known before, so that nothing jumps; else when it is shown.
 */
final class Framme_Look {

	const STYLE = 'framme';

	/**
	 * Add the hooks.
	 */
	public static function listen(): void {
		add_action( 'init', array( __CLASS__, 'register' ), 5 );
		add_action( 'wp_enqueue_scripts', array( __CLASS__, 'prepare' ) );
	}

	/**
	 * Make the style sheet known.
	 */
	public static function register(): void {
		wp_register_style( self::STYLE, plugins_url( 'assets/framme.css', FRAMME_FILE ), array(), FRAMME_VERSION );
	}

	/**
	 * Load the style sheet with the page's head if the page will show something.
	 */
	public static function prepare(): void {
		if ( Framme_Account::is_shown() || Framme_Panels::is_expected() || Framme_Shortcodes::is_expected() ) {
			self::show();
		}
	}

	/**
	 * Load the style sheet: something is shown.
	 */
	public static function show(): void {
		wp_enqueue_style( self::STYLE );
	}

	/**
	 * Have no cache keep this page or answer for others: it shows what is somebody's own.
	 */
	public static function keep_private(): void {
		// LiteSpeed goes by this, whatever the headers say.
		do_action( 'litespeed_control_set_nocache', 'framme' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- the hook is LiteSpeed's.
		if ( is_callable( array( 'WC_Cache_Helper', 'set_nocache_constants' ) ) ) {
			WC_Cache_Helper::set_nocache_constants();
		}
	}
}
