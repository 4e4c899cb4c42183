<?php
/**
 * Tries what a connection needs, from the shop's own side, and says of each thing whether it works and
 * what to do if not. It changes nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A button, the action behind it, and the checks: each returns a name, a state and a sentence.
 */
final class Framme_Connection_Test {

	const GOOD = 'good';
	const WARN = 'warn';
	const BAD  = 'bad';

	/** How late the schedule of WordPress may be, in seconds. */
	const LATE = 1800;

	/**
	 * Hear of the actions: the test, and the question it asks the shop itself.
	 */
	public static function listen(): void {
		add_action( 'wp_ajax_framme_test', array( __CLASS__, 'answer' ) );
		Framme_Echo::listen();
	}

	/**
	 * Show the button and the place for the results.
	 */
	public static function show(): void {
		echo '<div class="framme-card framme-wide"><h2>' . esc_html__( 'Does everything work?', 'framme' ) . '</h2>';
		echo '<p>' . esc_html__( 'Tries the way to Framme, and whether Framme can get at your shop.', 'framme' ) . '</p>';
		echo '<p><button type="button" class="button" data-framme-test="' . esc_attr( wp_create_nonce( 'framme_test' ) ) . '">' . esc_html__( 'Test the connection', 'framme' ) . '</button></p>';
		echo '<div data-framme-results aria-live="polite"></div></div>';
	}

	/**
	 * Answer the script with the results.
	 */
	public static function answer(): void {
		if ( ! check_ajax_referer( 'framme_test', 'nonce', false ) || ! current_user_can( Framme_Admin_Page::RIGHT ) ) {
			wp_send_json_error( array( 'said' => __( 'This page has been open for too long. Load it again.', 'framme' ) ), 403 );
		}
		ob_start();
		self::show_results( self::results() );
		wp_send_json_success( array( 'html' => (string) ob_get_clean() ) );
	}

	/**
	 * Run all checks.
	 *
	 * @return list<array{string, string, string}>
	 */
	public static function results(): array {
		$results   = Framme_Options::connected() ? array( self::way_to_framme() ) : array();
		$results[] = self::secure();
		$results[] = self::permalinks();
		$results[] = self::schedule();
		return array_merge( $results, Framme_Echo::results() );
	}

	/**
	 * Show results as a list.
	 *
	 * @param list<array{string, string, string}> $results Name, state, sentence.
	 */
	private static function show_results( array $results ): void {
		$words = array(
			self::GOOD => __( 'in order', 'framme' ),
			self::WARN => __( 'please look', 'framme' ),
			self::BAD  => __( 'does not work', 'framme' ),
		);
		echo '<ul class="framme-results">';
		foreach ( $results as list( $name, $state, $said ) ) {
			echo '<li class="framme-is-' . esc_attr( $state ) . '"><strong>' . esc_html( $name ) . '</strong> <span class="framme-state">' . esc_html( $words[ $state ] ) . '</span><br>' . esc_html( $said ) . '</li>';
		}
		echo '</ul>';
	}

	/**
	 * Ask Framme something and measure how long it takes.
	 *
	 * @return array{string, string, string}
	 */
	private static function way_to_framme(): array {
		$name   = __( 'The way to Framme', 'framme' );
		$begun  = microtime( true );
		$answer = Framme_Client::for_merchant()->get( 'status', array(), 0 );
		$took   = (int) round( 1000 * ( microtime( true ) - $begun ) );
		if ( $answer->is_good() && ! $answer->stale ) {
			/* translators: %s: milliseconds. */
			return array( $name, self::GOOD, sprintf( __( 'Framme has answered within %s milliseconds and knows this shop.', 'framme' ), number_format_i18n( $took ) ) );
		}
		if ( 401 === $answer->status ) {
			$said = $answer->error();
			return array( $name, self::BAD, ( '' !== $said ? $said : __( 'Framme does not know this shop.', 'framme' ) ) . ' ' . __( 'Connect anew; if that does not help, have the clock of your server set.', 'framme' ) );
		}
		if ( 0 !== $answer->status && ! $answer->stale ) {
			/* translators: %d: HTTP status. */
			return array( $name, self::BAD, sprintf( __( 'Framme has answered with an error (%d). Ask whoever runs it.', 'framme' ), $answer->status ) );
		}
		return array( $name, self::BAD, __( 'Framme has not answered within 5 seconds. If this lasts, ask whoever runs it, and ask your host whether your server may make requests to other servers.', 'framme' ) );
	}

	/**
	 * See whether the shop is served over https.
	 *
	 * @return array{string, string, string}
	 */
	private static function secure(): array {
		$name = __( 'https', 'framme' );
		if ( 0 === strpos( home_url(), 'https://' ) ) {
			return array( $name, self::GOOD, __( 'Your shop is served over https.', 'framme' ) );
		}
		return array( $name, self::WARN, __( 'Your shop is not served over https: what shoppers type can be read on the way, and Framme may refuse to connect. Ask your host for a certificate, then change both addresses in Settings > General.', 'framme' ) );
	}

	/**
	 * See which addresses WordPress makes.
	 *
	 * @return array{string, string, string}
	 */
	private static function permalinks(): array {
		$name = __( 'Permalinks', 'framme' );
		if ( '' !== (string) get_option( 'permalink_structure' ) ) {
			return array( $name, self::GOOD, __( 'Your shop has readable addresses.', 'framme' ) );
		}
		$state = 0 === strpos( home_url(), 'https://' ) ? self::WARN : self::BAD;
		return array( $name, $state, __( 'Your shop has plain permalinks. Choose any other kind in Settings > Permalinks.', 'framme' ) );
	}

	/**
	 * See whether WordPress gets its scheduled work done, webhooks among it.
	 *
	 * @return array{string, string, string}
	 */
	private static function schedule(): array {
		$name  = __( 'WP-Cron', 'framme' );
		$ready = array_keys( wp_get_ready_cron_jobs() );
		$late  = $ready ? time() - min( $ready ) : 0;
		if ( self::LATE < $late ) {
			/* translators: %s: a length of time, such as "2 hours". */
			return array( $name, self::BAD, sprintf( __( 'Scheduled work has been waiting for %s: Framme hears late of new orders. Ask your host to call wp-cron.php every minute.', 'framme' ), human_time_diff( time() - $late ) ) );
		}
		if ( Framme_Facts::cron_disabled() ) {
			return array( $name, self::WARN, __( 'WP-Cron is switched off (DISABLE_WP_CRON), and nothing is late: your server seems to call wp-cron.php by itself. Every minute is best.', 'framme' ) );
		}
		return array( $name, self::GOOD, __( 'Scheduled work is done in time. It runs when somebody visits your shop; a shop with few visitors does well to have its server call wp-cron.php every minute.', 'framme' ) );
	}
}
