<?php
/**
 * Shows one order as Framme tells it: the headline, the way, the parcels. It asks nobody, and every
 * text is escaped where it is printed.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One order's card.
 */
final class Framme_Order_View {

	const TONES = array( 'waiting', 'moving', 'ready', 'good', 'trouble', 'over' );

	/**
	 * The order.
	 *
	 * @var array<string, mixed>
	 */
	private $order;

	/**
	 * What stands around it.
	 *
	 * @var Framme_Words
	 */
	private $words;

	/**
	 * The level of its heading; 2 or 3.
	 *
	 * @var int
	 */
	private $level;

	/**
	 * Where its number leads; may be empty.
	 *
	 * @var string
	 */
	private $link = '';

	/**
	 * Whether what is long is folded away.
	 *
	 * @var bool
	 */
	private $folded = false;

	/**
	 * Whether all that has happened is shown at once.
	 *
	 * @var bool
	 */
	private $opened = false;

	/**
	 * Whether all that was ordered is listed.
	 *
	 * @var bool
	 */
	private $lists_items = true;

	/**
	 * Take what to show.
	 *
	 * @param array<string, mixed> $order As Framme tells it.
	 * @param Framme_Words         $words What stands around it.
	 * @param int                  $level Of its heading; 2 or 3.
	 */
	public function __construct( array $order, Framme_Words $words, int $level = 2 ) {
		$this->order = $order;
		$this->words = $words;
		$this->level = $level;
	}

	/**
	 * Let the order's number lead somewhere.
	 *
	 * @param string $link An address.
	 */
	public function with_link( string $link ): self {
		$this->link = $link;
		return $this;
	}

	/**
	 * Fold the parcels away, unless there is still something to wait for.
	 */
	public function in_a_list(): self {
		$this->folded = true;
		return $this;
	}

	/**
	 * Show at once what has happened: the page is about this order alone.
	 */
	public function alone(): self {
		$this->opened = true;
		return $this;
	}

	/**
	 * Leave out what was ordered: the page says it itself.
	 */
	public function without_items(): self {
		$this->lists_items = false;
		return $this;
	}

	/**
	 * Print the order.
	 */
	public function show(): void {
		$title = wp_unique_id( 'framme-order-' );
		printf(
			'<section class="framme-card framme-%s" aria-labelledby="%s">',
			esc_attr( Framme_Read::one_of( $this->order, 'tone', self::TONES ) ),
			esc_attr( $title )
		);
		$this->show_name();
		printf(
			'<h%1$d class="framme-headline" id="%2$s"><bdi>%3$s</bdi></h%1$d>',
			absint( $this->level ),
			esc_attr( $title ),
			esc_html( Framme_Read::text( $this->order, 'headline' ) )
		);
		Framme_Steps_View::show( Framme_Read::all( $this->order, 'steps' ), $this->words );
		$this->show_so_far();
		$this->show_rest();
		echo '</section>';
	}

	/**
	 * Print which order it is.
	 */
	private function show_name(): void {
		echo '<p class="framme-quiet">' . esc_html( $this->words->say( 'order' ) ) . ' ';
		$number = '<bdi>' . esc_html( Framme_Read::text( $this->order, 'number' ) ) . '</bdi>';
		if ( '' !== $this->link ) {
			printf( '<a href="%s">%s</a>', esc_url( $this->link, array( 'http', 'https' ) ), wp_kses( $number, array( 'bdi' => array() ) ) );
		} else {
			echo wp_kses( $number, array( 'bdi' => array() ) );
		}
		$placed = Framme_Read::text( $this->order, 'placed' );
		if ( '' !== $placed ) {
			echo ' · ' . esc_html( $this->words->say( 'placed', array( 'day' => $placed ) ) );
		}
		echo '</p>';
	}

	/**
	 * Print how many parcels have arrived, when there are several.
	 */
	private function show_so_far(): void {
		$said = Framme_Read::text( $this->order, 'so_far' );
		if ( '' !== $said ) {
			printf( '<p class="framme-so-far">%s</p>', esc_html( $said ) );
		}
	}

	/**
	 * Print the parcels and what is in the order; in a list, behind a fold that is open while the
	 * order is on its way.
	 */
	private function show_rest(): void {
		if ( ! $this->folded ) {
			$this->show_parcels();
			$this->show_items();
			return;
		}
		printf(
			'<details class="framme-fold"%s><summary>%s</summary>',
			Framme_Read::yes( $this->order, 'live' ) && Framme_Read::all( $this->order, 'parcels' ) ? ' open' : '',
			esc_html( $this->words->say( 'details' ) )
		);
		$this->show_parcels();
		$this->show_items();
		echo '</details>';
	}

	/**
	 * Print the parcels, or that there is none yet.
	 */
	private function show_parcels(): void {
		$parcels = Framme_Read::all( $this->order, 'parcels' );
		foreach ( $parcels as $parcel ) {
			$view = new Framme_Parcel_View( $parcel, $this->words, $this->level + 1 );
			$view->show( Framme_Read::number( $this->order, 'counted' ), $this->opened );
		}
		if ( ! $parcels && Framme_Read::all( $this->order, 'steps' ) ) {
			printf(
				'<div class="framme-part"><p><b>%s</b></p><p class="framme-quiet">%s</p></div>',
				esc_html( $this->words->say( 'no_parcel' ) ),
				esc_html( $this->words->say( 'no_parcel_yet' ) )
			);
		}
	}

	/**
	 * Print what has not been sent, and what was ordered; in a list, what is in the parcels is enough.
	 */
	private function show_items(): void {
		$parts = array( 'unsent' => 'not_sent_yet' );
		if ( $this->lists_items && ! ( $this->folded && Framme_Read::all( $this->order, 'parcels' ) ) ) {
			$parts['items'] = 'items';
		}
		foreach ( $parts as $part => $title ) {
			$items = Framme_Read::all( $this->order, $part );
			if ( $items ) {
				printf( '<div class="framme-part"><h%1$d>%2$s</h%1$d>', absint( $this->level + 1 ), esc_html( $this->words->say( $title ) ) );
				Framme_Items_View::show( $items, $this->words );
				$total = 'items' === $part ? Framme_Read::text( $this->order, 'total' ) : '';
				if ( '' !== $total ) {
					printf( '<p class="framme-total">%s <b>%s</b></p>', esc_html( $this->words->say( 'total' ) ), esc_html( $total ) );
				}
				echo '</div>';
			}
		}
	}
}
