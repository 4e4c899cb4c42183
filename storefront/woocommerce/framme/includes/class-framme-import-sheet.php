<?php
/**
 * Keeps the list a merchant has brought until all its lines are done. It is kept where only WordPress
 * reads, and for a day at most.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The lines and what became of each, one list for each merchant.
 */
final class Framme_Import_Sheet {

	const PREFIX = 'framme_import_';
	const LASTS  = DAY_IN_SECONDS;

	/** In WordPress's schedule: a list has been kept for long enough. */
	const EVENT = 'framme_forget_list';

	const LOOKING = 'looking';
	const LOOKED  = 'looked';
	const ADDING  = 'adding';
	const DONE    = 'done';

	/** How long one request works on the lines, in seconds: less than any server allows. */
	const WORKS_FOR = 12;

	/**
	 * Whose list it is.
	 *
	 * @var int
	 */
	private $user_id;

	/**
	 * What is kept: name, begun, phase, at (the next line), rows, results, used (see Framme_Import).
	 *
	 * @var array<string, mixed>
	 */
	private $kept;

	/**
	 * Take what is kept.
	 *
	 * @param int                  $user_id Whose list it is.
	 * @param array<string, mixed> $kept    What is kept.
	 */
	private function __construct( int $user_id, array $kept ) {
		$this->user_id = $user_id;
		$this->kept    = $kept;
	}

	/**
	 * Hear of the event.
	 */
	public static function listen(): void {
		add_action( self::EVENT, array( __CLASS__, 'forget_of' ) );
	}

	/**
	 * Keep a list and look at as many of its lines as there is time for.
	 *
	 * @param int                             $user_id Whose list it is.
	 * @param string                          $name    What the file is called.
	 * @param list<array<string, string|int>> $rows    Its lines.
	 */
	public static function begin( int $user_id, string $name, array $rows ): self {
		$kept  = array(
			'name'    => $name,
			'begun'   => time(),
			'phase'   => self::LOOKING,
			'at'      => 0,
			'rows'    => $rows,
			'results' => array(),
			'used'    => array(),
		);
		wp_clear_scheduled_hook( self::EVENT, array( $user_id ) );
		wp_schedule_single_event( time() + self::LASTS, self::EVENT, array( $user_id ) );
		$sheet = new self( $user_id, $kept );
		$sheet->work();
		return $sheet;
	}

	/**
	 * Return the list of a merchant, or null.
	 *
	 * @param int $user_id Whose list.
	 */
	public static function of( int $user_id ): ?self {
		$kept = get_option( self::PREFIX . $user_id );
		if ( ! is_array( $kept ) || ! isset( $kept['rows'], $kept['results'], $kept['begun'], $kept['phase'], $kept['at'], $kept['name'], $kept['used'] ) ) {
			return null;
		}
		$sheet = new self( $user_id, $kept );
		if ( time() - (int) $kept['begun'] > self::LASTS ) {
			$sheet->forget();
			return null;
		}
		return $sheet;
	}

	/**
	 * Begin to add the parcels, once all lines have been looked at.
	 */
	public function start(): void {
		if ( self::LOOKED === $this->kept['phase'] ) {
			$this->kept['phase'] = self::ADDING;
			$this->kept['at']    = 0;
			$this->keep();
		}
	}

	/**
	 * Look at as many lines as there is time for, or add their parcels: whichever phase it is.
	 *
	 * @param float $seconds For how long.
	 */
	public function work( float $seconds = self::WORKS_FOR ): void {
		if ( ! $this->is_working() ) {
			return;
		}
		$until  = microtime( true ) + $seconds;
		$import = new Framme_Import( $this->kept['used'] );
		do {
			$this->do_line( $import );
		} while ( $this->is_working() && microtime( true ) < $until );
		$this->kept['used'] = $this->is_working() ? $import->used() : array();
		$this->keep();
	}

	/**
	 * Do the next line; after the last one, the phase is over.
	 *
	 * @param Framme_Import $import What has been used up so far.
	 */
	private function do_line( Framme_Import $import ): void {
		$at  = $this->kept['at'];
		$row = $this->kept['rows'][ $at ] ?? null;
		if ( $row && self::LOOKING === $this->kept['phase'] ) {
			$this->kept['results'][ $at ] = $import->look( $row );
		} elseif ( $row && Framme_Import::NEW === $this->kept['results'][ $at ]['state'] ) {
			$this->kept['results'][ $at ] = $import->add( $row );
		}
		++$this->kept['at'];
		if ( count( $this->kept['rows'] ) <= $this->kept['at'] ) {
			$this->kept['phase'] = self::LOOKING === $this->kept['phase'] ? self::LOOKED : self::DONE;
		}
	}

	/**
	 * Return the phase.
	 */
	public function phase(): string {
		return (string) $this->kept['phase'];
	}

	/**
	 * Say whether lines wait to be looked at, or to be added.
	 */
	public function is_working(): bool {
		return in_array( $this->kept['phase'], array( self::LOOKING, self::ADDING ), true );
	}

	/**
	 * Return how many lines of this phase have been done.
	 */
	public function at(): int {
		return (int) $this->kept['at'];
	}

	/**
	 * Return how many lines there are.
	 */
	public function lines(): int {
		return count( $this->kept['rows'] );
	}

	/**
	 * Forget the list.
	 */
	public function forget(): void {
		wp_clear_scheduled_hook( self::EVENT, array( $this->user_id ) );
		self::forget_of( $this->user_id );
	}

	/**
	 * Forget the list of a merchant.
	 *
	 * @param int $user_id Whose list.
	 */
	public static function forget_of( $user_id ): void {
		delete_option( self::PREFIX . (int) $user_id );
	}

	/**
	 * Return what the file is called.
	 */
	public function name(): string {
		return (string) $this->kept['name'];
	}

	/**
	 * Return what will become of each line, or has.
	 *
	 * @return list<array<string, mixed>>
	 */
	public function results(): array {
		return $this->kept['results'];
	}

	/**
	 * Return how many lines are in a state.
	 *
	 * @param string $state One of Framme_Import's.
	 */
	public function count( string $state ): int {
		return count( wp_list_filter( $this->kept['results'], array( 'state' => $state ) ) );
	}

	/**
	 * Keep the list; it is never loaded with a page.
	 */
	private function keep(): void {
		update_option( self::PREFIX . $this->user_id, $this->kept, false );
	}
}
