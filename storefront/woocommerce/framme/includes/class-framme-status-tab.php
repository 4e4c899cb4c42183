<?php
/**
 * Shows how the connection stands, as Framme tells it; when Framme cannot be reached, it says so calmly
 * and shows what was known. It changes nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * What is shown is at most ten seconds old.
 */
final class Framme_Status_Tab {

	const FRESH = 10;

	/** What Framme calls the tones of its notices, and what WordPress does. */
	const TONES = array(
		'info'     => 'info',
		'warning'  => 'warning',
		'critical' => 'error',
		'success'  => 'success',
	);

	/**
	 * Show the tab.
	 */
	public static function show(): void {
		$status = Framme_Client::for_merchant()->get( 'status', array(), self::FRESH );
		if ( 401 === $status->status ) {
			self::refused( $status );
		} elseif ( ! $status->is_good() ) {
			Framme_Admin_Notices::notice( 'warning', __( 'Framme does not answer at the moment. Your shop works as usual, and nothing is lost: what happens meanwhile is caught up with.', 'framme' ), true );
		} else {
			self::known( $status );
		}
		Framme_Connection_Test::show();
		echo '<div class="framme-card framme-wide">';
		Framme_Connect_Tab::what_is_sent();
		Framme_Disconnect::show();
		echo '</div>';
	}

	/**
	 * Say that Framme does not take us for this shop.
	 *
	 * @param Framme_Answer $status What it has said.
	 */
	private static function refused( Framme_Answer $status ): void {
		$said = $status->error();
		Framme_Admin_Notices::notice( 'error', '' !== $said ? $said : __( 'Framme does not know this shop any more.', 'framme' ), true );
		self::reconnect( __( 'Connecting anew sets this right, unless the clock of your server is wrong. Nothing is lost by it.', 'framme' ) );
	}

	/**
	 * Show the button to connect anew.
	 *
	 * @param string $why Why it may be needed.
	 */
	private static function reconnect( string $why ): void {
		echo '<div class="framme-card framme-wide"><p>' . esc_html( $why ) . '</p>';
		Framme_Connect_Tab::button( __( 'Connect anew', 'framme' ) );
		echo '</div>';
	}

	/**
	 * Show what Framme tells.
	 *
	 * @param Framme_Answer $status What it has said, now or earlier.
	 */
	private static function known( Framme_Answer $status ): void {
		if ( $status->stale ) {
			/* translators: %s: a length of time, such as "5 minutes". */
			$said = sprintf( __( 'Framme does not answer at the moment. Your shop works as usual. This is what was known %s ago.', 'framme' ), human_time_diff( $status->heard_at ) );
			Framme_Admin_Notices::notice( 'warning', $said, true );
		}
		$told = $status->body;
		foreach ( Framme_Read::all( $told, 'notices' ) as $notice ) {
			$tone = Framme_Read::one_of( $notice, 'tone', array_keys( self::TONES ) );
			Framme_Admin_Notices::notice( self::TONES[ $tone ], Framme_Read::text( $notice, 'text' ), true );
		}
		$access = Framme_Read::one_of( $told, 'access', array( 'none', 'ok', 'refused' ) );
		if ( 'ok' !== $access ) {
			self::reconnect( __( 'Framme may not read your orders: its keys have been removed, or whoever approved them may no longer manage this shop.', 'framme' ) );
		}
		self::figures( $told );
		self::connection( $told, $access );
	}

	/**
	 * Show the figures.
	 *
	 * @param array<string, mixed> $told What Framme tells.
	 */
	private static function figures( array $told ): void {
		$figures = Framme_Read::all( $told, 'figures' );
		if ( ! $figures ) {
			return;
		}
		echo '<dl class="framme-figures">';
		foreach ( $figures as $figure ) {
			echo '<div><dt>' . esc_html( Framme_Read::text( $figure, 'label' ) ) . '</dt><dd>' . esc_html( Framme_Read::text( $figure, 'value' ) ) . '</dd></div>';
		}
		echo '</dl>';
	}

	/**
	 * Show the connection, line by line.
	 *
	 * @param array<string, mixed> $told   What Framme tells.
	 * @param string               $access ok, refused or none.
	 */
	private static function connection( array $told, string $access ): void {
		$since   = Framme_Options::connection()['connected_at'];
		$checked = strtotime( Framme_Read::text( Framme_Read::part( $told, 'webhooks' ), 'checked_at' ) );
		$lines   = array(
			array( __( 'Framme', 'framme' ), Framme_Options::connection()['base_url'], '' ),
			array( __( 'Your shop there', 'framme' ), Framme_Read::text( Framme_Read::part( $told, 'shop' ), 'name' ), '' ),
			array( __( 'Connected since', 'framme' ), $since ? wp_date( self::moments(), $since ) : '', '' ),
			array( __( 'Access to orders', 'framme' ), 'ok' === $access ? __( 'in order', 'framme' ) : __( 'refused', 'framme' ), 'ok' === $access ? 'good' : 'bad' ),
			array( __( 'Webhooks', 'framme' ), $checked ? sprintf( /* translators: %s: date and time. */ __( 'checked %s', 'framme' ), wp_date( self::moments(), $checked ) ) : __( 'not checked yet', 'framme' ), $checked ? 'good' : 'wait' ),
		);
		echo '<div class="framme-card framme-wide"><h2>' . esc_html__( 'Connection', 'framme' ) . '</h2><table class="form-table framme-facts" role="presentation"><tbody>';
		foreach ( $lines as list( $label, $value, $state ) ) {
			echo '<tr><th scope="row">' . esc_html( $label ) . '</th><td' . ( '' === $state ? '' : ' class="framme-is-' . esc_attr( $state ) . '"' ) . '>' . esc_html( $value ) . '</td></tr>';
		}
		self::orders( Framme_Read::part( $told, 'orders' ) );
		echo '</tbody></table></div>';
	}

	/**
	 * Show how far Framme has read the orders there were before.
	 *
	 * @param array<string, mixed> $orders What Framme tells.
	 */
	private static function orders( array $orders ): void {
		$state = Framme_Read::one_of( $orders, 'state', array( 'waiting', 'running', 'done', 'failed' ) );
		$read  = Framme_Read::number( $orders, 'read' );
		$all   = Framme_Read::number( $orders, 'expected' );
		$said  = array(
			'waiting' => __( 'waiting to be read', 'framme' ),
			/* translators: %s: number of orders. */
			'running' => sprintf( _n( '%s order read so far', '%s orders read so far', $read, 'framme' ), number_format_i18n( $read ) ),
			/* translators: %s: number of orders. */
			'done'    => sprintf( _n( '%s order read', '%s orders read', $read, 'framme' ), number_format_i18n( $read ) ),
			'failed'  => __( 'could not be read; Framme tries again by itself', 'framme' ),
		);
		$class = array(
			'done'   => 'good',
			'failed' => 'bad',
		);
		echo '<tr><th scope="row">' . esc_html__( 'Orders of the last 60 days', 'framme' ) . '</th><td class="framme-is-' . esc_attr( $class[ $state ] ?? 'wait' ) . '">' . esc_html( $said[ $state ] );
		if ( 'running' === $state && $all ) {
			echo ' <progress max="' . (int) $all . '" value="' . (int) min( $read, $all ) . '" aria-label="' . esc_attr__( 'Orders read', 'framme' ) . '"></progress>';
		}
		echo '</td></tr>';
	}

	/**
	 * Return how a moment is written in this shop.
	 */
	private static function moments(): string {
		return get_option( 'date_format' ) . ' ' . get_option( 'time_format' );
	}
}
