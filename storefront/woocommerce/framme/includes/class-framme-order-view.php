<?php
/**
 * Shows one order as Framme tells it: the headline, the way, and the parts the shop shows, in its
 * order. It asks nobody, and every text is escaped where it is printed.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One order's card.
 */
final class Framme_Order_View {

	const TONES = array( 'waiting', 'moving', 'ready', 'good', 'trouble', 'over' );

	/** Every part, for an answer that names none. */
	const PARTS = array( 'parcels', 'route', 'notes', 'actions', 'items', 'addresses', 'campaigns', 'faq', 'other_orders', 'contact' );

	/** What WooCommerce's own page about an order says itself. */
	const SAID_BY_SHOP = array( 'items', 'addresses' );

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
	 * Leave out what was ordered and where it goes: the page says it itself.
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
			'<section class="framme-card framme-%s" aria-labelledby="%s" data-order="%s">',
			esc_attr( Framme_Read::one_of( $this->order, 'tone', self::TONES ) ),
			esc_attr( $title ),
			esc_attr( Framme_Read::text( $this->order, 'id' ) )
		);
		$this->show_top();
		$this->show_name();
		printf(
			'<h%1$d class="framme-headline" id="%2$s"><bdi>%3$s</bdi></h%1$d>',
			absint( $this->level ),
			esc_attr( $title ),
			esc_html( Framme_Read::text( $this->order, 'headline' ) )
		);
		$this->show_said( 'note', 'framme-own framme-note' );
		Framme_Steps_View::show( Framme_Read::all( $this->order, 'steps' ), $this->words );
		$this->show_said( 'so_far', 'framme-so-far' );
		Framme_Live::show_freshness( $this->order, $this->words );
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
	 * Print the shop's picture and greeting, where the order stands alone.
	 */
	private function show_top(): void {
		$picture = Framme_Read::part( $this->order, 'picture' );
		$address = $this->folded ? '' : Framme_Read::picture( $picture, 'url' );
		if ( '' !== $address ) {
			printf( '<img class="framme-wide" src="%s" alt="%s" decoding="async" referrerpolicy="no-referrer">', esc_url( $address, array( 'https' ) ), esc_attr( Framme_Read::text( $picture, 'text' ) ) );
		}
		if ( ! $this->folded ) {
			$this->show_said( 'welcome', 'framme-own' );
		}
	}

	/**
	 * Print a sentence of the order's, if it has it.
	 *
	 * @param string $name  Which.
	 * @param string $looks Classes.
	 */
	private function show_said( string $name, string $looks ): void {
		$said = Framme_Read::text( $this->order, $name );
		if ( '' !== $said ) {
			printf( '<p class="%s" dir="auto">%s</p>', esc_attr( $looks ), esc_html( $said ) );
		}
	}

	/**
	 * Print the parts the shop shows; in a list only the parcels and what is in the order, behind a
	 * fold that is open while the order is on its way.
	 */
	private function show_rest(): void {
		if ( ! $this->folded ) {
			$this->show_parts();
			$this->show_said( 'footer', 'framme-own framme-quiet' );
			return;
		}
		printf(
			'<details class="framme-fold"%s><summary>%s</summary>',
			Framme_Read::yes( $this->order, 'live' ) && Framme_Read::all( $this->order, 'parcels' ) ? ' open' : '',
			esc_html( $this->words->say( 'details' ) )
		);
		$this->show_parcels();
		if ( ! Framme_Read::all( $this->order, 'parcels' ) ) {
			Framme_Items_View::show_ordered( $this->order, $this->words, $this->level + 1 );
		}
		echo '</details>';
	}

	/**
	 * Print every part the shop shows, in its order.
	 */
	private function show_parts(): void {
		$named = array_filter( Framme_Read::part( $this->order, 'sections' ), 'is_string' );
		$shown = isset( $this->order['sections'] ) ? array_intersect( array_unique( $named ), self::PARTS ) : self::PARTS;
		$other = new Framme_Sections_View( $this->order, $this->words, $this->level + 1 );
		foreach ( $this->lists_items ? $shown : array_diff( $shown, self::SAID_BY_SHOP ) as $part ) {
			if ( 'parcels' === $part ) {
				$this->show_parcels();
			} elseif ( 'items' === $part ) {
				Framme_Items_View::show_ordered( $this->order, $this->words, $this->level + 1 );
			} else {
				$other->show( $part );
			}
		}
	}

	/**
	 * Print the parcels, or that there is none yet, and what is in none of them.
	 */
	private function show_parcels(): void {
		$parcels = Framme_Read::all( $this->order, 'parcels' );
		foreach ( $parcels as $parcel ) {
			$view = new Framme_Parcel_View( $parcel, $this->words, $this->level + 1 );
			$view->show( Framme_Read::number( $this->order, 'counted' ), $this->opened );
		}
		if ( Framme_Read::yes( $this->order, 'awaits_parcel' ) ) {
			printf(
				'<div class="framme-part"><p><b>%s</b></p><p class="framme-quiet">%s</p></div>',
				esc_html( $this->words->say( 'no_parcel' ) ),
				esc_html( $this->words->say( 'no_parcel_yet' ) )
			);
		}
		Framme_Items_View::show_unsent( $this->order, $this->words, $this->level + 1 );
	}
}
