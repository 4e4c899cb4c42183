<?php
/**
 * Shows the parts of an order beside its parcels and articles. Every text is escaped where it is
 * printed, and only web addresses become links.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Notes, the way to everything that can be done, addresses, campaigns, questions, other orders, contact.
 */
final class Framme_Sections_View {

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
	 * The level of its parts' headings; 3 or 4.
	 *
	 * @var int
	 */
	private $level;

	/**
	 * Take what to show.
	 *
	 * @param array<string, mixed> $order As Framme tells it.
	 * @param Framme_Words         $words What stands around it.
	 * @param int                  $level Of its parts' headings; 3 or 4.
	 */
	public function __construct( array $order, Framme_Words $words, int $level ) {
		$this->order = $order;
		$this->words = $words;
		$this->level = $level;
	}

	/**
	 * Print a part by the name that Framme's page has for it; nothing for one that is shown elsewhere.
	 *
	 * @param string $name Which.
	 */
	public function show( string $name ): void {
		switch ( $name ) {
			case 'route':
				Framme_Route_View::show( Framme_Read::part( $this->order, 'route' ) );
				break;
			case 'notes':
				$this->show_notes();
				break;
			case 'actions':
				$this->show_link( Framme_Read::link( $this->order, 'manage' ), $this->words->say( 'manage' ) );
				break;
			case 'addresses':
				$this->show_addresses();
				break;
			case 'campaigns':
				$this->show_campaigns();
				break;
			case 'faq':
				$this->show_questions();
				break;
			case 'other_orders':
				$this->show_others();
				break;
			case 'contact':
				Framme_Contact_View::show( Framme_Read::part( $this->order, 'contact' ), $this->words, $this->level );
				break;
		}
	}

	/**
	 * Print what the shop says about the day of delivery.
	 */
	private function show_notes(): void {
		$notes = array_filter( Framme_Read::part( $this->order, 'notes' ), 'is_string' );
		if ( ! $notes ) {
			return;
		}
		$this->begin( 'notes' );
		foreach ( $notes as $note ) {
			printf( '<p class="framme-own" dir="auto">%s</p>', esc_html( $note ) );
		}
		echo '</div>';
	}

	/**
	 * Print where it goes and who is billed.
	 */
	private function show_addresses(): void {
		foreach ( Framme_Read::all( $this->order, 'addresses' ) as $address ) {
			printf(
				'<div class="framme-part"><h%1$d>%2$s</h%1$d><address>',
				absint( $this->level ),
				esc_html( Framme_Read::text( $address, 'title' ) )
			);
			foreach ( array_filter( Framme_Read::part( $address, 'lines' ), 'is_string' ) as $line ) {
				printf( '<bdi class="framme-line">%s</bdi>', esc_html( $line ) );
			}
			echo '</address></div>';
		}
	}

	/**
	 * Print the shop's campaigns.
	 */
	private function show_campaigns(): void {
		foreach ( Framme_Read::all( $this->order, 'campaigns' ) as $one ) {
			$title   = Framme_Read::text( $one, 'title' );
			$button  = Framme_Read::text( $one, 'button' );
			$picture = Framme_Read::picture( $one, 'picture' );
			echo '<div class="framme-part framme-campaign">';
			if ( '' !== $picture ) {
				printf( '<img class="framme-wide" src="%s" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer">', esc_url( $picture, array( 'https' ) ) );
			}
			printf( '<h%1$d dir="auto">%2$s</h%1$d>', absint( $this->level ), esc_html( $title ) );
			printf( '<p class="framme-own" dir="auto">%s</p>', esc_html( Framme_Read::text( $one, 'text' ) ) );
			$this->show_link( Framme_Read::link( $one, 'link' ), '' !== $button ? $button : $title );
			echo '</div>';
		}
	}

	/**
	 * Print the questions that fit, each behind a fold.
	 */
	private function show_questions(): void {
		$faq = Framme_Read::all( $this->order, 'faq' );
		if ( ! $faq ) {
			return;
		}
		$this->begin( 'questions' );
		foreach ( $faq as $one ) {
			printf(
				'<details class="framme-fold"><summary dir="auto">%s</summary><p class="framme-own" dir="auto">%s</p></details>',
				esc_html( Framme_Read::text( $one, 'question' ) ),
				wp_kses( make_clickable( esc_html( Framme_Read::text( $one, 'answer' ) ) ), Framme_Faq::LINKS, array( 'http', 'https', 'mailto' ) )
			);
		}
		echo '</div>';
	}

	/**
	 * Print the shopper's other orders, each with a link to its page.
	 */
	private function show_others(): void {
		$others = Framme_Read::all( $this->order, 'others' );
		if ( ! $others ) {
			return;
		}
		$this->begin( 'others' );
		echo '<ul>';
		foreach ( $others as $one ) {
			$number = '<bdi>' . esc_html( Framme_Read::text( $one, 'number' ) ) . '</bdi>';
			$page   = Framme_Read::link( $one, 'page' );
			echo '<li>';
			if ( '' !== $page ) {
				printf( '<a href="%s" rel="noopener noreferrer">%s</a>', esc_url( $page, array( 'http', 'https' ) ), wp_kses( $number, array( 'bdi' => array() ) ) );
			} else {
				echo wp_kses( $number, array( 'bdi' => array() ) );
			}
			printf(
				' <span class="framme-quiet">%s</span> <span dir="auto">%s</span></li>',
				esc_html( Framme_Read::text( $one, 'placed' ) ),
				esc_html( Framme_Read::text( $one, 'headline' ) )
			);
		}
		echo '</ul></div>';
	}

	/**
	 * Print a link as a button, if it leads somewhere.
	 *
	 * @param string $link A web address, or nothing.
	 * @param string $text What it says.
	 */
	private function show_link( string $link, string $text ): void {
		if ( '' !== $link && '' !== $text ) {
			printf(
				'<p><a class="framme-link" href="%s" rel="noopener noreferrer">%s</a></p>',
				esc_url( $link, array( 'http', 'https' ) ),
				esc_html( $text )
			);
		}
	}

	/**
	 * Print the beginning of a part, with its heading.
	 *
	 * @param string $word The heading.
	 */
	private function begin( string $word ): void {
		printf( '<div class="framme-part"><h%1$d>%2$s</h%1$d>', absint( $this->level ), esc_html( $this->words->say( $word ) ) );
	}
}
