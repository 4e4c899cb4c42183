<?php
/**
 * Writes what a mail says of a delivery. It asks nobody; every text is escaped where it is printed.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The headline, the parcels and a link, in HTML with its styles inside, or in plain text.
 */
final class Framme_Mail {

	/**
	 * The order.
	 *
	 * @var WC_Order
	 */
	private $order;

	/**
	 * The same as Framme tells it, or nothing.
	 *
	 * @var array<string, mixed>
	 */
	private $told;

	/**
	 * Whether what is told is from earlier: a mail is read later still, so it leaves out what changes.
	 *
	 * @var bool
	 */
	private $is_old;

	/**
	 * What stands around it.
	 *
	 * @var Framme_Words
	 */
	private $words;

	/**
	 * Take what is known.
	 *
	 * @param WC_Order    $order The order.
	 * @param Framme_News $news  What was heard of it.
	 */
	public function __construct( $order, Framme_News $news ) {
		$told         = $news->of( $order );
		$this->order  = $order;
		$this->told   = $told ? $told : array();
		$this->is_old = $news->is_old();
		$this->words  = $news->words();
	}

	/**
	 * Say whether there is something to follow.
	 */
	public function says_something(): bool {
		return $this->told || Framme_Meta::parcels( $this->order );
	}

	/**
	 * Print it as HTML.
	 */
	public function show_html(): void {
		echo '<div style="margin:0 0 40px"><h2>' . esc_html__( 'Your delivery', 'framme' ) . '</h2>';
		if ( '' !== $this->headline() ) {
			printf( '<p dir="auto" style="margin:0 0 12px"><strong>%s</strong></p>', esc_html( $this->headline() ) );
		}
		foreach ( $this->parcels() as $facts ) {
			printf( '<p style="margin:0 0 12px;padding-%1$s:12px;border-%1$s:4px solid #b9bec6">', is_rtl() ? 'right' : 'left' );
			$between = '';
			foreach ( $facts as $name => $fact ) {
				printf( '%s%s: %s', wp_kses( $between, array( 'br' => array() ) ), esc_html( $this->words->say( $name ) ), esc_html( $fact ) );
				$between = '<br>';
			}
			echo '</p>';
		}
		if ( '' !== $this->link() ) {
			printf(
				'<p style="margin:0"><a href="%s" style="display:inline-block;padding:10px 18px;border:1px solid currentColor;border-radius:6px;font-weight:bold;text-decoration:none">%s</a></p>',
				esc_url( $this->link(), array( 'http', 'https' ) ),
				esc_html__( 'Follow your delivery', 'framme' )
			);
		}
		echo '</div>';
	}

	/**
	 * Print it as plain text.
	 */
	public function show_plain(): void {
		$lines = array( '', wc_strtoupper( __( 'Your delivery', 'framme' ) ), '' );
		if ( '' !== $this->headline() ) {
			array_push( $lines, $this->headline(), '' );
		}
		foreach ( $this->parcels() as $facts ) {
			foreach ( $facts as $name => $fact ) {
				$lines[] = $this->words->say( $name ) . ': ' . $fact;
			}
			$lines[] = '';
		}
		if ( '' !== $this->link() ) {
			array_push( $lines, __( 'Follow your delivery', 'framme' ) . ': ' . esc_url_raw( $this->link(), array( 'http', 'https' ) ), '' );
		}
		foreach ( $lines as $line ) {
			// Without HTML there is nothing to escape, only tags to take away; "&" stays "&".
			echo wp_strip_all_tags( $line, true ) . "\n"; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- a plain-text mail; tags are stripped.
		}
	}

	/**
	 * Return where the order is, or nothing if that is from earlier.
	 */
	private function headline(): string {
		return $this->is_old ? '' : Framme_Read::text( $this->told, 'headline' );
	}

	/**
	 * Return the facts of each parcel, by the names of their words.
	 *
	 * @return list<array<string, string>>
	 */
	private function parcels(): array {
		$parcels = array();
		foreach ( Framme_Read::all( $this->told, 'parcels' ) as $parcel ) {
			$late      = Framme_Read::yes( $parcel, 'late' );
			$parcels[] = array(
				'carrier'                           => Framme_Read::text( $parcel, 'carrier' ),
				'tracking_number'                   => Framme_Read::text( $parcel, 'number' ),
				$late ? 'was_expected' : 'expected' => $this->is_old ? '' : Framme_Read::text( $parcel, 'expected' ),
			);
		}
		foreach ( $parcels ? array() : Framme_Meta::parcels( $this->order ) as $parcel ) {
			$parcels[] = array(
				'carrier'         => $parcel['carrier'],
				'tracking_number' => $parcel['number'],
			);
		}
		$said = array();
		foreach ( $parcels as $facts ) {
			$said[] = array_filter( $facts, 'strlen' );
		}
		return array_values( array_filter( $said ) );
	}

	/**
	 * Return where the order can be followed: at Framme, else in the customer's account, else on the
	 * shop's tracking page.
	 */
	private function link(): string {
		$page = Framme_Read::link( $this->told, 'page' );
		if ( '' !== $page ) {
			return $page;
		}
		$in_account = Framme_Account::is_offered() && $this->order->get_customer_id();
		return $in_account ? Framme_Account::address( $this->order->get_id() ) : Framme_Options::tracking_url();
	}
}
