<?php
/**
 * Shows one parcel: where it is, when it comes, what to do, what has happened. Every text is escaped
 * where it is printed, and only web addresses become links.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One parcel's part of an order's card.
 */
final class Framme_Parcel_View {

	/**
	 * The parcel.
	 *
	 * @var array<string, mixed>
	 */
	private $parcel;

	/**
	 * What stands around it.
	 *
	 * @var Framme_Words
	 */
	private $words;

	/**
	 * The level of its heading; 3 or 4.
	 *
	 * @var int
	 */
	private $level;

	/**
	 * Take what to show.
	 *
	 * @param array<string, mixed> $parcel As Framme tells it.
	 * @param Framme_Words         $words  What stands around it.
	 * @param int                  $level  Of its heading; 3 or 4.
	 */
	public function __construct( array $parcel, Framme_Words $words, int $level ) {
		$this->parcel = $parcel;
		$this->words  = $words;
		$this->level  = $level;
	}

	/**
	 * Print the parcel.
	 *
	 * @param int  $counted How many the order has.
	 * @param bool $opened  Whether what has happened is shown at once, unless it has arrived among others.
	 */
	public function show( int $counted, bool $opened ): void {
		$link = Framme_Read::link( $this->parcel, 'link' );
		printf( '<section class="framme-part framme-%s">', esc_attr( Framme_Read::one_of( $this->parcel, 'tone', Framme_Order_View::TONES ) ) );
		printf(
			'<h%1$d class="framme-parcel">%2$s <span class="framme-pill">%3$s</span></h%1$d>',
			absint( $this->level ),
			esc_html( $this->title( $counted ) ),
			esc_html( Framme_Read::text( $this->parcel, 'status' ) )
		);
		if ( Framme_Read::yes( $this->parcel, 'action_required' ) ) {
			printf( '<p class="framme-notice">%s</p>', esc_html( $this->words->say( '' !== $link ? 'action_at_carrier' : 'action_at_shop' ) ) );
		}
		$this->show_pickup();
		$this->show_facts();
		if ( '' !== $link ) {
			$carrier = $this->text( 'carrier' );
			$said    = '' !== $carrier ? $this->words->say( 'follow', array( 'carrier' => $carrier ) ) : $this->words->say( 'carrier_page' );
			printf(
				'<p><a class="framme-link" href="%s" rel="noopener noreferrer nofollow external">%s</a></p>',
				esc_url( $link, array( 'http', 'https' ) ),
				esc_html( $said )
			);
		}
		Framme_Proof_View::show( Framme_Read::part( $this->parcel, 'proof' ), $this->words, $this->level + 1 );
		$this->show_items();
		$happenings = new Framme_Happenings_View( Framme_Read::all( $this->parcel, 'days' ), $this->words );
		$happenings->show( $opened && ( $counted < 2 || 'good' !== $this->text( 'tone' ) ) );
		$this->show_notes();
		echo '</section>';
	}

	/**
	 * Return which parcel it is.
	 *
	 * @param int $counted How many the order has.
	 */
	private function title( int $counted ): string {
		$position = Framme_Read::number( $this->parcel, 'position' );
		if ( ! $position ) {
			return $this->words->say( 'cancelled_parcel' );
		}
		$fills = array(
			'position' => $position,
			'count'    => $counted,
		);
		return $counted < 2 ? $this->words->say( 'parcel' ) : $this->words->say( 'parcel_of', $fills );
	}

	/**
	 * Print where it waits to be collected, and when that place is open.
	 */
	private function show_pickup(): void {
		$place = Framme_Read::part( $this->parcel, 'pickup' );
		if ( ! $place ) {
			return;
		}
		echo '<div class="framme-pickup">';
		$this->show_heading( 'pickup_point' );
		$code = Framme_Read::text( $place, 'code' );
		if ( '' !== $code ) {
			printf( '<p>%s <b class="framme-code">%s</b></p>', esc_html( $this->words->say( 'pickup_code' ) ), esc_html( $code ) );
		}
		printf( '<address><b><bdi>%s</bdi></b>', esc_html( Framme_Read::text( $place, 'name' ) ) );
		foreach ( array( 'street', 'town' ) as $line ) {
			$text = Framme_Read::text( $place, $line );
			echo '' !== $text ? '<br><bdi>' . esc_html( $text ) . '</bdi>' : '';
		}
		echo '</address>';
		$hours = Framme_Read::all( $place, 'hours' );
		if ( $hours ) {
			printf( '<p class="framme-name">%s</p><ul class="framme-hours">', esc_html( $this->words->say( 'opening_hours' ) ) );
			foreach ( $hours as $open ) {
				printf( '<li><bdi>%s</bdi> <bdi>%s</bdi></li>', esc_html( Framme_Read::text( $open, 'days' ) ), esc_html( Framme_Read::text( $open, 'times' ) ) );
			}
			echo '</ul>';
		}
		Framme_Proof_View::show_link( Framme_Read::link( $place, 'map' ), $this->words->say( 'map' ) );
		echo '</div>';
	}

	/**
	 * Print what is known of it, each under its name.
	 */
	private function show_facts(): void {
		$late  = Framme_Read::yes( $this->parcel, 'late' );
		$facts = array_filter(
			array(
				$late ? 'was_expected' : 'expected' => $this->text( 'expected' ),
				'since'                             => $this->text( 'since' ),
				'carrier'                           => $this->text( 'carrier' ),
				'tracking_number'                   => $this->text( 'number' ),
				'partner'                           => $this->text( 'partner' ),
			),
			'strlen'
		);
		if ( ! $facts ) {
			return;
		}
		echo '<dl class="framme-facts">';
		foreach ( $facts as $name => $fact ) {
			printf( '<div><dt>%s</dt><dd><bdi>%s</bdi>', esc_html( $this->words->say( $name ) ), esc_html( $fact ) );
			if ( 'was_expected' === $name ) {
				printf( ' <span class="framme-pill framme-trouble">%s</span>', esc_html( $this->words->say( 'late' ) ) );
			}
			echo '</dd></div>';
		}
		echo '</dl>';
	}

	/**
	 * Print what is in it.
	 */
	private function show_items(): void {
		$items = Framme_Read::all( $this->parcel, 'items' );
		if ( $items ) {
			$this->show_heading( 'in_this_parcel' );
			Framme_Items_View::show( $items, $this->words );
		}
	}

	/**
	 * Print why there is nothing more, and when the carrier was last heard.
	 */
	private function show_notes(): void {
		$checked = $this->text( 'checked' );
		$notes   = array( $this->text( 'note' ), '' !== $checked ? $this->words->say( 'last_checked', array( 'when' => $checked ) ) : '' );
		foreach ( array_filter( $notes, 'strlen' ) as $note ) {
			printf( '<p class="framme-quiet">%s</p>', esc_html( $note ) );
		}
	}

	/**
	 * Print a heading within the parcel.
	 *
	 * @param string $word Which.
	 */
	private function show_heading( string $word ): void {
		printf( '<h%1$d>%2$s</h%1$d>', absint( $this->level + 1 ), esc_html( $this->words->say( $word ) ) );
	}

	/**
	 * Return a text of the parcel's.
	 *
	 * @param string $name Its name.
	 */
	private function text( string $name ): string {
		return Framme_Read::text( $this->parcel, $name );
	}
}
